#!/usr/bin/env python3
"""Fails when schema/openapi.yaml and the routes differ: paths, methods, who must act, the fields, codes and needs of bodies."""
import json, sys, yaml

routes = json.load(open(sys.argv[1]))
described = yaml.safe_load(open(sys.argv[2]))
wrong = []


def followed(node):
    while isinstance(node, dict) and "$ref" in node:
        here = described
        for part in node["$ref"].removeprefix("#/").split("/"):
            here = here[part]
        node = here
    return node


def compare(where, shape, schema):
    schema = followed(schema)
    if schema.get("type") != shape["type"]:
        wrong.append(f"{where}: type {schema.get('type')}, read as {shape['type']}")
    elif "codes" in shape and schema.get("enum") != shape["codes"]:
        wrong.append(f"{where}: codes {schema.get('enum')}, read as {shape['codes']}")
    elif shape.get("format", schema.get("format")) != schema.get("format"):
        wrong.append(f"{where}: format {schema.get('format')}, read as {shape['format']}")
    elif shape["type"] == "array":
        compare(where + "/*", shape["items"], schema["items"])
    elif "keys" in shape:
        compare(where + "/KEY", shape["keys"], schema["propertyNames"])
        compare(where + "/*", shape["values"], schema["additionalProperties"])
    elif "fields" in shape:
        compare_fields(where, shape, schema)


def compare_fields(where, shape, schema):
    fields = schema.get("properties", {})
    if schema.get("additionalProperties") is not False:
        wrong.append(f"{where}: unknown fields are refused, so additionalProperties must be false")
    if list(fields) != list(shape["fields"]):
        wrong.append(f"{where}: fields {list(fields)}, read as {list(shape['fields'])}")
    if sorted(schema.get("required", [])) != sorted(shape["required"]):
        wrong.append(f"{where}: needs {schema.get('required')}, read as {shape['required']}")
    for name in fields.keys() & shape["fields"].keys():
        compare(f"{where}/{name}", shape["fields"][name], fields[name])


def compare_route(route, operation):
    where = f"{route['method']} {route['path']}"
    parameters = [followed(p) for p in operation.get("parameters", [])]
    names = {p["name"] for p in parameters}
    if bool(operation.get("security", described["security"])) != route["person"]:
        wrong.append(f"{where}: somebody known is {'needed' if route['person'] else 'not needed'}")
    for part in route["path"].split("/"):
        if part.startswith("{") and part[1:-1] not in names:
            wrong.append(f"{where}: {part} is not described")
    if route["body"]:
        content = operation["requestBody"]["content"]
        compare(where, route["body"], content["application/json"]["schema"])


operations = {(method.upper(), path): operation
              for path, item in described["paths"].items() for method, operation in item.items()}
known = {(route["method"], route["path"]): route for route in routes}
wrong += [f"{' '.join(one)}: served, not described" for one in known.keys() - operations.keys()]
wrong += [f"{' '.join(one)}: described, not served" for one in operations.keys() - known.keys()]
for one in known.keys() & operations.keys():
    compare_route(known[one], operations[one])
ids = [operation["operationId"] for operation in operations.values()]
wrong += [f"{one}: operationId stands twice" for one in set(ids) if ids.count(one) > 1]

print("\n".join(wrong) or f"{len(known)} operations, as described")
sys.exit(bool(wrong))

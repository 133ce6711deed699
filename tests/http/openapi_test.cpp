#include "http/routes.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

TEST_CASE("the API's description says what is served, no more and no less") {
    std::string file = std::filesystem::temp_directory_path() / "sodan-routes-XXXXXX";
    ::close(::mkstemp(file.data()));
    std::ofstream(file) << sodan::http::routes_json();
    const std::string root = SODAN_ROOT;
    const auto command =
        "python3 " + root + "/tests/http/openapi_test.py " + file + " " + root + "/schema/openapi.yaml";
    CHECK(std::system(command.c_str()) == 0);
    std::filesystem::remove(file);
}

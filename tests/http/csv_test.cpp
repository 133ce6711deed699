#include "http/csv.h"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>

using namespace sodan::http;

TEST_CASE("a page of cases as CSV has a row for each, and nothing in it runs in a spreadsheet") {
    const auto page = boost::json::parse(R"json({"next":"","items":[
        {"ref":"7KQF-2M9X-C","urgency":"prompt","desk":"advisor/37","custody":"held","counsel":"alone",
         "holder":"=HYPERLINK(\"x\")","overdue":true,"intake":{"text":"never exported"}},
        {"ref":"-1+1","holder":"@SUM(1)"}]})json");
    Response response;
    make_csv_of_cases(response, page.as_object());
    CHECK(response.type == "text/csv; charset=utf-8");
    CHECK(
        response.body ==
        R"csv("ref","urgency","desk","custody","counsel","holder","due","overdue","logged_at","changed_at")csv"
        "\r\n"
        R"csv("7KQF-2M9X-C","prompt","advisor/37","held","alone","'=HYPERLINK(""x"")","","true","","")csv"
        "\r\n"
        R"csv("'-1+1","","","","","'@SUM(1)","","","","")csv"
        "\r\n");
}

TEST_CASE("JSON is what whoever does not ask for CSV gets") {
    Request request{};
    CHECK_FALSE(wants_csv(request));
    request.accept = "application/json, text/csv";
    CHECK_FALSE(wants_csv(request));
    request.accept = "text/csv";
    CHECK(wants_csv(request));
}

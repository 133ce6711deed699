#include "daemon/data_folder.h"

#include "daemon/settings.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

using namespace sodan;
using namespace sodan::daemon;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path;
    Folder() {
        std::string name = fs::temp_directory_path() / "sodan-daemon-XXXXXX";
        path = ::mkdtemp(name.data());
    }
    ~Folder() { fs::remove_all(path); }
};

}  // namespace

TEST_CASE_FIXTURE(Folder, "a data folder is made for its owner only") {
    const DataFolder made(path / "data");
    CHECK((fs::status(path / "data").permissions() & fs::perms::others_all) == fs::perms::none);
    CHECK(fs::is_directory(path / "data" / "backups"));
}

TEST_CASE_FIXTURE(Folder, "a second daemon does not get into the same folder") {
    {
        const DataFolder first(path / "data");
        CHECK_THROWS_AS(DataFolder(path / "data"), BrokenSettings);
    }
    const DataFolder afterwards(path / "data");
}

TEST_CASE_FIXTURE(Folder, "the address stands in a file while the daemon runs") {
    {
        const DataFolder folder(path / "data");
        folder.write_address("http://127.0.0.1:1");
        std::string line;
        std::ifstream(path / "data" / "address") >> line;
        CHECK(line == "http://127.0.0.1:1");
    }
    CHECK_FALSE(fs::exists(path / "data" / "address"));
}

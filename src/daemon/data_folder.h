#pragma once
// The folder in which a daemon keeps everything: one daemon a folder, readable by its owner only.

#include <filesystem>
#include <string>

namespace sodan::daemon {

class DataFolder {
public:
    // Makes it when it is not there; throws BrokenSettings when another daemon works in it.
    explicit DataFolder(std::filesystem::path);
    ~DataFolder();
    DataFolder(const DataFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    void write_address(const std::string&) const;  // to the file "address", for clients on this machine
    void write_record_key(const std::string& public_hex) const;  // to "record.pub", for sodan-verify

private:
    void write(const char* name, const std::string& line) const;

    std::filesystem::path path_;
    int lock_;
};

}  // namespace sodan::daemon

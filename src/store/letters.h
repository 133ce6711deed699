#pragma once
// Messages on their way out: deliveries and letters (office/letters.h), read and written.

#include "office/store.h"
#include "store/columns.h"

namespace sodan::store {

class Letters final : public office::Letters {
public:
    explicit Letters(Connection&);

    std::vector<office::OutboxRow> unspread(int limit) override;
    std::optional<office::OutboxRow> message(std::int64_t id) override;
    std::vector<office::DeliveryRow> deliveries_of(std::int64_t message) override;
    std::vector<office::DeliveryRow> due_deliveries(Instant now, int limit) override;
    std::vector<office::DeliveryRow> deliveries_in(std::int64_t letter) override;
    std::vector<office::LetterRow> due_letters(domain::Way, Instant now, int limit,
                                               const std::set<std::string>& busy) override;
    std::optional<office::LetterRow> letter(std::int64_t id) override;
    std::vector<office::DeliveryRow> failures(int limit) override;
    std::vector<std::int64_t> unreached(int limit) override;
    bool has_message(domain::CaseRef, const std::string& key) override;
    std::vector<office::DeliveryView> shown_of(domain::CaseRef) override;
    std::vector<office::DeliveryView> shown_failed(int limit) override;
    office::PostFigures figures() override;

private:
    // id, ref, key, recipient, kind, created_at
    using Message = std::tuple<Int, Int, std::string, std::string, std::string, Int>;
    // message_id, person, way, due, letter_id, state, why, followed
    using Delivery = std::tuple<Int, std::string, std::string, Int, Int, std::string, std::string, Int>;
    // id, key, person, way, address, urgent, bytes, made_at, state, attempts, next_at, why
    using Letter = std::tuple<Int, std::string, std::string, std::string, std::string, Int, std::string, Int,
                              std::string, Int, Int, std::string>;
    // a message, a delivery, and of its letter: attempts, next_at, settled_at
    using Shown = std::tuple<Int, Int, std::string, std::string, std::string, Int, std::string, std::string,
                             Int, Int, std::string, std::string, Int, Int, Int>;
    using Figures = std::tuple<Int, Int, Int, Int, Int, Int>;
    static office::OutboxRow row_of(const Message&);
    static office::DeliveryRow row_of(const Delivery&);
    static office::LetterRow row_of(const Letter&);
    static office::DeliveryView view_of(const Shown&);
    template <class Statement> static auto all_of(Statement&);

    Prepared<std::tuple<Int>, Message> unspread_, message_;
    Prepared<std::tuple<Int>, Delivery> deliveries_of_, deliveries_in_;
    Prepared<std::tuple<Int, Int>, Delivery> due_deliveries_;
    Prepared<std::tuple<std::string, Int, std::string, Int>, Letter> due_letters_;
    Prepared<std::tuple<Int>, Letter> letter_;
    Prepared<std::tuple<Int>, Shown> shown_of_, shown_failed_;
    Prepared<std::tuple<Int>, Delivery> failures_;
    Prepared<std::tuple<Int>, std::tuple<Int>> unreached_;
    Prepared<std::tuple<Int, std::string>, std::tuple<Int>> has_message_;
    Prepared<std::tuple<>, Figures> figures_;
};

class LetterWriter {
public:
    explicit LetterWriter(Connection&);

    void write(const office::DeliveryRow&);
    void write(const office::LetterRow&);  // its deliveries have its state from then on
    void spread_to(Int message);
    void reached_nobody(Int message);
    void answered(Int message);
    void date_back(Instant now);

private:
    void write_new(const office::LetterRow&);

    Prepared<std::tuple<Int, std::string, std::string, Int, Int, std::string, std::string, Int>>
        set_delivery_;
    Prepared<std::tuple<std::string, std::string, std::string, std::string, Int, std::string, Int,
                        std::string, Int, Int, std::string>>
        insert_letter_;
    Prepared<std::tuple<>, std::tuple<Int>> last_letter_;
    Prepared<std::tuple<Int, Int, std::string, std::string>> pack_;
    Prepared<std::tuple<std::string, std::string, Int, Int, std::string, Int>> update_letter_;
    Prepared<std::tuple<std::string, std::string, Int>> update_deliveries_;
    Prepared<std::tuple<Int, Int>> mark_sent_;
    Prepared<std::tuple<Int>> spread_to_, reached_nobody_, answered_;
    Prepared<std::tuple<Int, Int, Int>> date_letters_back_;
    Prepared<std::tuple<Int, Int, Int, Int>> date_deliveries_back_;
};

}  // namespace sodan::store

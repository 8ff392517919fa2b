#pragma once

#include <new>
#include <string>

#include "portable/batch_ledger.h"
#include "portable/call_request.h"
#include "portable/each_columns.h"
#include "portable/frame_copy.h"
#include "portable/kept_frames.h"
#include "portable/refusal.h"
#include "portable/reply_writer.h"
#include "portable/turns.h"
#include "portable/thunk_record.h"
#include "portable/window.h"

namespace bascule {

/// What became of an upcall: why it was not made, or what Java has answered.
struct UpcallAnswer {
  wire::UpcallRefusal refusal = wire::UpcallRefusal::None;
  bool returned = false;
  std::uint64_t integer = 0;
  std::uint64_t floating = 0;
};

/// The host's side of a lane: takes frames from the road, checks them, has them served and posts the answers.
///
/// `Service` has `wire::Outcome call(const CallRequest&)`, a class `Series` for many calls of one function, and `void answer(const wire::Frame&, std::uint32_t room,
/// ReplyWriter&)`, which builds a reply of at most `room` bytes, and `void read(address, size, into)` and
/// `void write(address, size, from)`, which copy memory between the process and the arena, `void readTo(into, address, size)` and `void
/// writeFrom(from, address, size)`, which copy it to and from the service's caller, and `void requireArena(std::uint64_t address,
/// std::uint64_t size)` for memory that a frame names; each may throw Refusal. A service may come back here
/// from inside either with `upcall`, to any depth: each depth has its own frame copy on the stack. `jumpedOut()` must
/// not return: a function has left an upcall by a jump, and nobody knows any more whose turn it is.
template <class Bell, class Service>
class Conversation {
 public:
  Conversation(Window window, Turns<Bell>& turns, Service& service) : window_(window), turns_(turns), service_(service) {
    window_.endAt(turns_.end());
  }

  /// Serves requests until CloseLane has been answered.
  void serve() {
    while (serveOne(await())) {
    }
  }

  /// Hands an upcall to Java, serves what Java asks for meanwhile, and returns what it answers. `slot(i)` is the i-th
  /// argument cell.
  template <class Slot>
  UpcallAnswer upcall(ThunkPurpose purpose, Slot slot) {
    const ThunkShape& shape = *purpose.shape;
    const Placement frame = window_.above(turns_.free(), static_cast<std::uint32_t>(shape.frame.size()));
    if (frame.size == 0) {
      return UpcallAnswer{wire::UpcallRefusal::WindowFull};
    }
    TurnCells cells{};
    if (shape.slotCount <= cells.size()) {
      for (std::uint32_t i = 0; i < shape.slotCount; ++i) {
        cells[i] = slot(i);
      }
    } else {
      put(frame, purpose, slot);
    }
    exchange(frame, purpose.callback, cells);
    UpcallAnswer answer;
    answer.returned = (turns_.kept() & number(wire::KeptFlag::Answered)) != 0;
    if (answer.returned) {
      answer.integer = turns_.cells()[0];
      answer.floating = turns_.cells()[1];
    }
    unanswered_ += answer.returned ? 0 : 1;
    return answer;
  }

 private:
  Placement await() {
    const Placement received = turns_.await();
    window_.endAt(turns_.end());
    return received;
  }

  /// Copies an upcall's frame into the window, which has too many slots for the turn itself.
  template <class Slot>
  void put(Placement frame, ThunkPurpose purpose, Slot slot) {
    const ThunkShape& shape = *purpose.shape;
    std::uint8_t* at = window_.at(frame.offset);
    std::memcpy(at, shape.frame.data(), frame.size);
    if (shape.callbackAt != 0) {
      std::memcpy(at + shape.callbackAt, &purpose.callback, sizeof purpose.callback);
    }
    for (std::uint32_t i = 0; i < shape.slotCount; ++i) {
      const std::uint64_t cell = slot(i);
      std::memcpy(at + shape.slotsAt + i * sizeof cell, &cell, sizeof cell);
    }
  }

  /// Posts an upcall and serves what comes until its frame comes back, which answers it.
  void exchange(Placement frame, std::uint64_t callback, const TurnCells& cells) {
    ++depth_;
    turns_.post(frame, callback, cells);
    while (true) {
      const Placement request = await();
      if (request == frame) {
        break;
      }
      serveOne(request);
    }
    --depth_;
  }

  /// False when the lane has been closed.
  bool serveOne(Placement request) {
    const std::uint32_t kept = turns_.kept();
    if (!window_.holds(request)) {
      refuse(request,
             Refusal(wire::FailureCode::BadFrame, "no frame may lie at offset " + std::to_string(request.offset) +
                                                      " with size " + std::to_string(request.size)));
      return true;
    }
    try {
      if ((kept & number(wire::KeptFlag::Again)) == 0) {
        return serveFrame(request, kept);
      }
      serveKept(request, kept & ~number(wire::KeptFlag::Again));
    } catch (const Refusal& refusal) {
      refuse(request, refusal);
    } catch (const std::bad_alloc&) {
      refuse(request, Refusal(wire::FailureCode::OutOfMemory, "the host has no memory left for this request"));
    }
    return true;
  }

  /// Serves a frame that has come before, with the cells that came with the turn.
  void serveKept(Placement request, std::uint32_t said) {
    const std::uint32_t carried = bascule::number(wire::KeptFlag::Carried);
    const std::uint32_t number = said & ~carried;
    const KeptFrame* frame = kept_.find(number);
    if (frame == nullptr) {
      throw Refusal(wire::FailureCode::BadArgument, "no frame is kept under the number " + std::to_string(number));
    }
    if (!kept_.intact(number)) {
      kept_.forget(number);
      turns_.post(request, wire::Outcome(bascule::number(wire::CallStatus::ControlOverwritten), 0, 0, 0, 0, 0, 0, 0));
      return;
    }
    // Upcalls come and go before the call has returned: its slots must not be those of another turn then.
    const TurnCells cells = turns_.cells();
    if ((said & carried) != 0) {
      serveCarried(request, *frame, cells);
    } else if (frame->message == wire::Message::Call) {
      serveCall(request, frame->with(cells.data()));
    } else {
      serveCopy(request, frame->message, cells);
    }
  }

  /// A Call whose sections have come with the turn and go back with it, unless there is more to say about it.
  void serveCarried(Placement request, const KeptFrame& frame, const TurnCells& cells) {
    // An upcall may have Java put another frame into its place.
    const Carriage carriage = frame.carriage;
    if (!carriage.any()) {
      throw Refusal(wire::FailureCode::BadArgument, "no sections travel with the frame that is kept");
    }
    const TurnCells slots = carriage.slots(cells);
    const CallRequest call = frame.with(slots.data());
    const bool floating = call.result != wire::ResultRegister::Integer;
    carriage.unload(cells);
    carriage.guard();
    const std::uint32_t depth = depth_;
    wire::Outcome outcome = service_.call(call);
    stayAt(depth);
    mend(outcome);
    if (outcome.status() == number(wire::CallStatus::Returned) && outcome.last_error() == told_ && carriage.guarded()) {
      turns_.postCarried(request, floating ? outcome.floating() : outcome.integer(), carriage.load());
    } else {
      postOutcome(request, call.outcomeOffset, outcome);
    }
  }

  /// What Java says of a Call that is kept already.
  void serveCarry(Placement request, const wire::Carry& carry) {
    const KeptFrame* frame = kept_.find(carry.number());
    if (frame == nullptr || frame->message != wire::Message::Call) {
      throw Refusal(wire::FailureCode::BadArgument,
                    "no Call is kept under the number " + std::to_string(carry.number()));
    }
    const Carriage carriage(carry, frame->cells);
    carriage.eachGuarded([this](std::uint64_t address, std::uint64_t size) { service_.requireArena(address, size); });
    kept_.carry(carry.number(), carriage);
    reply_.finish(0, wire::CreateDone(reply_.fresh()));
    postReply(request);
  }

  /// Address, size and place in the arena. Up to 8 bytes without such a place travel with the turns themselves.
  void serveCopy(Placement request, wire::Message message, const TurnCells& cells) {
    std::uint64_t value = cells[3];
    const bool inTurn = cells[2] == 0 && cells[1] <= sizeof value;
    if (message == wire::Message::ReadMemory) {
      inTurn ? service_.readTo(&value, cells[0], cells[1]) : service_.read(cells[0], cells[1], cells[2]);
    } else {
      inTurn ? service_.writeFrom(&value, cells[0], cells[1]) : service_.write(cells[0], cells[1], cells[2]);
    }
    turns_.post(request, wire::Outcome(number(wire::CallStatus::Returned), 0, value, 0, 0, 0, 0, 0));
  }

  /// A frame that is to be kept only says so: it copies nothing.
  void keepOrCopy(Placement request, std::uint32_t kept, wire::Message message, const TurnCells& cells) {
    if (kept == 0) {
      return serveCopy(request, message, cells);
    }
    kept_.keep(kept, KeptFrame::copy(message));
    turns_.post(request);
  }

  void keep(std::uint32_t number, const KeptFrame& frame) {
    if (number == 0) {
      return;
    }
    if (frame.cells > std::tuple_size<TurnCells>::value) {
      throw Refusal(wire::FailureCode::BadArgument, "a frame with " + std::to_string(frame.cells) +
                                                        " slots cannot be kept, only one with " +
                                                        std::to_string(std::tuple_size<TurnCells>::value));
    }
    kept_.keep(number, frame);
  }

  bool serveFrame(Placement request, std::uint32_t kept) {
    const FrameCopy copy(window_.at(request.offset), request.size);
    if (copy.frame() == nullptr) {
      throw Refusal(wire::FailureCode::BadFrame,
                    "the " + std::to_string(request.size) + " bytes do not pass FlatBuffers' verifier as a Frame");
    }
    const wire::Frame& frame = *copy.frame();
    if (const wire::Call* call = frame.message_as_Call()) {
      const CallRequest asked = readCall(copy, *call);
      keep(kept, KeptFrame::of(asked));
      serveCall(request, asked);
      return true;
    }
    if (const wire::Each* each = frame.message_as_Each()) {
      serveEach(request, readEach(copy, *each));
      return true;
    }
    if (const wire::Batch* batch = frame.message_as_Batch()) {
      serveBatch(request, readBatch(copy, *batch));
      return true;
    }
    if (const wire::ReadMemory* read = frame.message_as_ReadMemory()) {
      keepOrCopy(request, kept, wire::Message::ReadMemory, {read->address(), read->size(), read->into()});
      return true;
    }
    if (const wire::WriteMemory* write = frame.message_as_WriteMemory()) {
      keepOrCopy(request, kept, wire::Message::WriteMemory, {write->address(), write->size(), write->from()});
      return true;
    }
    if (const wire::Carry* carry = frame.message_as_Carry()) {
      serveCarry(request, *carry);
      return true;
    }
    const bool closes = frame.message_type() == wire::Message::CloseLane;
    if (closes && depth_ > 0) {
      throw Refusal(wire::FailureCode::UnexpectedMessage, "CloseLane came before the answer to an upcall");
    }
    service_.answer(frame, window_.roomAt(request.offset), reply_);
    postReply(request);
    return !closes;
  }

  void serveCall(Placement request, const CallRequest& call) {
    const std::uint32_t depth = depth_;
    wire::Outcome outcome = service_.call(call);
    stayAt(depth);
    mend(outcome);
    postOutcome(request, call.outcomeOffset, outcome);
  }

  /// How a call went travels with the turn; all that there is to say about one that did not return, in its frame.
  void postOutcome(Placement request, std::uint32_t outcomeOffset, const wire::Outcome& outcome) {
    if (outcome.status() != number(wire::CallStatus::Returned)) {
      fill(request.offset + outcomeOffset, outcome);
    } else {
      told_ = outcome.last_error();
    }
    turns_.post(request, outcome);
  }

  void serveEach(Placement request, const EachRequest& each) {
    for (std::uint32_t i = 0; i < each.columnCount; ++i) {
      service_.requireArena(each.columns[i].elements(), std::uint64_t{each.count} * each.columns[i].bytes());
    }
    service_.requireArena(each.results, std::uint64_t{each.count} * each.resultBytes);
    const std::uint32_t depth = depth_;
    const std::uint32_t unanswered = unanswered_;
    typename Service::Series series(service_, each.call);
    bool whole = true;
    EachEnd end = runEach(each, series, [&] {
      stayAt(depth);
      whole = turns_.mend();
      return whole && unanswered_ == unanswered;
    });
    if (!whole) {
      end.outcome.mutate_status(number(wire::CallStatus::ControlOverwritten));
    }
    fill(request.offset + each.progressOffset, end.progress);
    postOutcome(request, each.call.outcomeOffset, end.outcome);
  }

  void serveBatch(Placement request, const BatchRequest& batch) {
    const std::uint32_t depth = depth_;
    const std::uint32_t unanswered = unanswered_;
    BatchLedger ledger(batch);
    while (ledger.goesOn()) {
      wire::Outcome outcome = service_.call(ledger.due());
      stayAt(depth);
      mend(outcome);
      ledger.made(outcome, unanswered_ == unanswered);
    }
    std::copy_n(ledger.outcomes(), ledger.outcomeBytes(), window_.at(request.offset + batch.outcomesOffset));
    fill(request.offset + batch.lastOffset, ledger.last());
    fill(request.offset + batch.progressOffset, ledger.progress());
    turns_.post(request);
  }

  /// Has the control words as they were; says so if the function has written there.
  void mend(wire::Outcome& outcome) {
    if (!turns_.mend()) {
      outcome.mutate_status(number(wire::CallStatus::ControlOverwritten));
    }
  }

  void stayAt(std::uint32_t depth) const {
    if (depth_ != depth) {
      service_.jumpedOut();
    }
  }

  /// Writes into a frame that is answered in place.
  template <class Struct>
  void fill(std::uint32_t at, const Struct& value) {
    std::memcpy(window_.at(at), &value, sizeof value);
  }

  void refuse(Placement request, const Refusal& refusal) {
    reply_.fail(0, refusal);
    postReply(request);
  }

  void postReply(Placement request) { turns_.post(window_.put(request, reply_.bytes(), reply_.size())); }

  Window window_;
  Turns<Bell>& turns_;
  Service& service_;
  ReplyWriter reply_;
  KeptFrames kept_;
  /// How many upcalls have not been answered.
  std::uint32_t depth_ = 0;
  /// How many upcalls have come back without an answer; it wraps.
  std::uint32_t unanswered_ = 0;
  /// The last error of the last call that returned and did not travel with its sections: Java knows it.
  std::uint32_t told_ = 0;
};

}  // namespace bascule

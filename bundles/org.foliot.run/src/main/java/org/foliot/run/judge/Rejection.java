package org.foliot.run.judge;

import java.util.List;
import org.foliot.program.Expectation;

/** {@code EVENT rejected because REASON}. */
final class Rejection extends Monitor {
    private final Expectation.Rejected rejected;
    private long otherwise = -1;
    private String what;

    Rejection(Expectation.Rejected rejected) {
        super(rejected);
        this.rejected = rejected;
    }

    /** Whether it says that an event is refused for one of some reasons. */
    boolean expects(Occurrence event, List<String> reasons) {
        return event.matches(rejected.verb(), rejected.target())
                && rejected.reason().map(reasons::contains).orElse(true);
    }

    @Override
    boolean isWatching() {
        return false;
    }

    @Override
    void refused(Occurrence event, List<String> reasons, long now) {
        if (!isOpen() || !event.matches(rejected.verb(), rejected.target())) {
            return;
        }
        if (expects(event, reasons)) {
            held();
        } else {
            note(now, event + " was rejected because " + String.join(", ", reasons));
        }
    }

    @Override
    void completed(Occurrence event, long now) {
        if (event.matches(rejected.verb(), rejected.target())) {
            note(now, event + " took place");
        }
    }

    private void note(long now, String sentence) {
        if (otherwise < 0) {
            otherwise = now;
            what = sentence;
        }
    }

    @Override
    void finish(long end) {
        if (otherwise >= 0) {
            failed(otherwise, what, List.of());
        } else {
            failed(
                    end,
                    "there was no " + rejected.verb()
                            + rejected.target().map(t -> " " + t).orElse(""),
                    List.of());
        }
    }
}

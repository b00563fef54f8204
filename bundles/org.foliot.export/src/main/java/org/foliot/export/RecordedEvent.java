package org.foliot.export;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.foliot.program.Action;
import org.foliot.program.Source;
import org.foliot.program.SubjectRef;
import org.foliot.run.RefusedEvent;
import org.foliot.run.RunSink;

/**
 * Something that happened in a run at an instant, as {@code events.csv} has it.
 *
 * @param instant picoseconds since the start of the run
 * @param kind what sort of thing it was
 * @param subject path of what it happened to
 * @param what the verb of an event, or the stage that guest software got to; empty where a guest moved
 * @param from the host that a guest moved from, else empty
 * @param to the host that it moved to, else empty
 * @param file where an event of the timeline stands, else empty
 * @param line of the file, from 1; 0 for none
 * @param text words of the scenario, reasons of a refusal, or the number that a stage says
 */
public record RecordedEvent(
        long instant,
        Kind kind,
        String subject,
        String what,
        String from,
        String to,
        String file,
        int line,
        String text) {
    /** Sorts of things that happen. */
    public enum Kind {
        /** An event of the timeline took place. */
        EVENT,
        /** One was refused. */
        REFUSED,
        /** Guest software reached a stage. */
        STAGE,
        /** A guest is on another host. */
        MOVED;

        /** As it is written in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /** A sink that passes on what happens, and nothing else of the run. */
    public static RunSink sink(Consumer<RecordedEvent> taker) {
        return new RunSink() {
            @Override
            public void event(long instant, Action action, SubjectRef target) {
                taker.accept(
                        of(instant, Kind.EVENT, target, action, action.source().text()));
            }

            @Override
            public void refused(RefusedEvent event) {
                taker.accept(of(event.instant(), Kind.REFUSED, event.target(), event.action(), event.explanation()));
            }

            @Override
            public void stage(long instant, SubjectRef guest, String stage, long detail) {
                taker.accept(new RecordedEvent(
                        instant, Kind.STAGE, guest.toString(), stage, "", "", "", 0, Long.toString(detail)));
            }

            @Override
            public void moved(long instant, SubjectRef guest, String from, String to) {
                taker.accept(new RecordedEvent(instant, Kind.MOVED, guest.toString(), "", from, to, "", 0, ""));
            }
        };
    }

    private static RecordedEvent of(long instant, Kind kind, SubjectRef target, Action action, String text) {
        Source where = action.source();
        return new RecordedEvent(
                instant, kind, target.toString(), action.verb(), "", "", where.file(), where.line(), text);
    }
}

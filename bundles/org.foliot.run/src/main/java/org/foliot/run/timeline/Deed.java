package org.foliot.run.timeline;

import java.util.Optional;
import org.foliot.program.Action;
import org.foliot.program.SubjectRef;
import org.foliot.run.judge.Occurrence;
import org.foliot.run.world.HostUnit;
import org.foliot.run.world.World;
import org.foliot.time.Duration;

/**
 * One event on one target at one instant.
 *
 * @param action the event of the program
 * @param target what it acts on
 * @param settings its settings, an instance of the event's options record
 * @param occurrence what expectations know it by
 * @param now when
 */
record Deed(Action action, SubjectRef target, Record settings, Occurrence occurrence, long now) {
    String verb() {
        return action.verb();
    }

    /** An argument that the event cannot be without. */
    <T> T required(String preposition, Class<T> type) {
        return action.argument(preposition, type)
                .orElseThrow(() -> new IllegalArgumentException(
                        action.source() + ": " + verb() + " needs \"" + preposition + "\""));
    }

    /** The host that an argument names; absent if the event does without. */
    Optional<HostUnit> host(World world, String preposition) {
        return action.argument(preposition, String.class).map(world.hosts()::get);
    }

    /** How long the event says, 0 if it does not. */
    long lasts() {
        return action.argument("for", Duration.class).map(Duration::picoseconds).orElse(0L);
    }
}

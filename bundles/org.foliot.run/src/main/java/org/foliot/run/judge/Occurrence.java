package org.foliot.run.judge;

import java.util.Optional;
import org.foliot.program.SubjectRef;

/** One event of the timeline on one of its targets; equal only to itself. */
public final class Occurrence {
    private final String verb;
    private final SubjectRef target;

    public Occurrence(String verb, SubjectRef target) {
        this.verb = verb;
        this.target = target;
    }

    /** The event. */
    public String verb() {
        return verb;
    }

    /** What it acts on. */
    public SubjectRef target() {
        return target;
    }

    boolean matches(String wantedVerb, Optional<SubjectRef> wantedTarget) {
        return verb.equals(wantedVerb) && wantedTarget.map(target::equals).orElse(true);
    }

    @Override
    public String toString() {
        return verb + " " + target;
    }
}

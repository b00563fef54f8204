package org.foliot.run.world;

import org.foliot.machine.ThreadSpec;
import org.foliot.program.ThreadTraits;

/** Turns what a program says of threads into what the machine wants to know. */
final class Traits {
    private Traits() {}

    static ThreadSpec thread(ThreadTraits traits) {
        return new ThreadSpec(
                traits.cpus(), traits.group(), traits.nice(), traits.policy(), traits.priority(), traits.slice());
    }
}

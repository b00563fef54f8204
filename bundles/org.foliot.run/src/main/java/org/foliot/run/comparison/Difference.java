package org.foliot.run.comparison;

import java.util.Optional;

/**
 * Something in which two manifests differ.
 *
 * @param aspect what kind of thing it is
 * @param name which of its kind, such as a parameter's name; empty where there is only one
 * @param first what the first manifest says, absent if it says nothing of it
 * @param second what the second one says
 */
public record Difference(Aspect aspect, String name, Optional<String> first, Optional<String> second) {
    /** Kinds of things that manifests speak of. */
    public enum Aspect {
        /** The version of the simulator. */
        FOLIOT("Foliot"),
        /** The scenario's name. */
        SCENARIO("scenario"),
        /** The digest of a file of the scenario. */
        FILE("file"),
        /** The seed. */
        SEED("seed"),
        /** Whether the run is one of a pair with mirrored random numbers. */
        PAIRING("pairing"),
        /** The value of a parameter. */
        PARAMETER("parameter"),
        /** Whether the run ends as soon as its verdict is known, or by a condition of its own. */
        ENDING("ending"),
        /** What the fingerprint is made of. */
        INGREDIENTS("ingredients"),
        /** The bundle of an extension, with version and digest. */
        EXTENSION("extension"),
        /** How the run ended. */
        OUTCOME("outcome"),
        /** The instant at which it ended. */
        END("end"),
        /** The fingerprint of the whole trajectory. */
        FINGERPRINT("fingerprint"),
        /** Where it was run. */
        ENVIRONMENT("environment");

        private final String word;

        Aspect(String word) {
            this.word = word;
        }

        /** What documents and tables call it. */
        public String word() {
            return word;
        }

        /** Whether a run may come out differently because of it. */
        public boolean isCause() {
            return ordinal() < OUTCOME.ordinal();
        }

        /** Whether it is something that came out of a run. */
        public boolean isResult() {
            return this == OUTCOME || this == END || this == FINGERPRINT;
        }
    }
}

package org.foliot.validation;

/** When a simulated value agrees with a recorded range. */
public sealed interface Rule {
    /** Whether the median over all phases of the tick agrees. */
    boolean holds(Range observed, double simulated);

    /** The rule in words, as reports say it. */
    String words(Quantity.Unit unit);

    /** Whether anybody asks. */
    default boolean isJudged() {
        return true;
    }

    /**
     * The simulated value lies in the recorded range, widened on both sides.
     *
     * @param noise by how much, in the unit of the quantity
     */
    record Within(double noise) implements Rule {
        @Override
        public boolean holds(Range observed, double simulated) {
            return simulated >= observed.least() - noise && simulated <= observed.greatest() + noise;
        }

        @Override
        public String words(Quantity.Unit unit) {
            return "in the recorded range, widened by " + unit.text(noise);
        }
    }

    /**
     * The simulated value is near the recorded median.
     *
     * @param part how far from it, as a part of it
     */
    record Near(double part) implements Rule {
        @Override
        public boolean holds(Range observed, double simulated) {
            return Math.abs(simulated - observed.median()) <= part * Math.abs(observed.median());
        }

        @Override
        public String words(Quantity.Unit unit) {
            return "within " + Math.round(100 * part) + " % of the recorded median";
        }
    }

    /**
     * The simulated share lies in the recorded range, or where the share would lie if the processor time that strangers took had
     * gone to some of the threads: nobody knows whom they displaced.
     *
     * @param noise by how much the range is widened on both sides
     * @param run median processor time of the thread, in processors
     * @param strangers processor time that strangers took, in processors
     */
    record Displaced(double noise, double run, double strangers) implements Rule {
        @Override
        public boolean holds(Range observed, double simulated) {
            Range possible = possible(observed);
            return simulated >= possible.least() - noise && simulated <= possible.greatest() + noise;
        }

        /** The recorded range of shares, and those that strangers may have changed into these. */
        public Range possible(Range observed) {
            double all = run / observed.median() + strangers;
            double least = Math.min(observed.least(), run / all);
            return new Range(least, observed.median(), Math.max(observed.greatest(), (run + strangers) / all));
        }

        @Override
        public String words(Quantity.Unit unit) {
            return "in the recorded range, widened by " + unit.text(noise)
                    + " and by whom strangers may have displaced";
        }
    }

    /** The values are shown beside each other and nobody judges. */
    record Shown() implements Rule {
        @Override
        public boolean holds(Range observed, double simulated) {
            return true;
        }

        @Override
        public String words(Quantity.Unit unit) {
            return "not judged";
        }

        @Override
        public boolean isJudged() {
            return false;
        }
    }
}

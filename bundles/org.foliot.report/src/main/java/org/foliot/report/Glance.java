package org.foliot.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.foliot.report.RunFacts.GuestFact;
import org.foliot.report.RunFacts.MetricFact;
import org.foliot.run.Measure;

/**
 * The few numbers of a run that one wants to see first.
 *
 * @param label what the number is
 * @param value the number as people read it
 * @param note of what it is, or what it means
 */
record Glance(String label, String value, String note) {
    private static final String NONE = "–";

    /** The same numbers of every run, in the same order. */
    static List<Glance> of(RunView view) {
        List<Glance> all = new ArrayList<>();
        RunFacts facts = view.facts();
        Map<String, Long> values = facts.values();
        all.add(stolenShare(facts, values));
        all.add(difference(facts, values));
        all.add(clockError(view, values));
        all.add(downtime(facts, values));
        long updates = sum(facts, "guest", "steal_updates");
        long cost = sum(facts, "guest", "update_cost");
        all.add(new Glance("steal updates", String.format(Locale.ROOT, "%,d", updates), "of all structures"));
        String each = updates == 0 ? "no updates" : rounded(cost / updates) + " each";
        all.add(new Glance("cost of updates", rounded(cost), each));
        return all;
    }

    private static long sum(RunFacts facts, String kind, String metric) {
        return facts.metrics().stream()
                .filter(m -> m.kind().equals(kind) && m.metric().equals(metric))
                .mapToLong(MetricFact::value)
                .sum();
    }

    private static List<String> subjects(RunFacts facts, String kind) {
        return facts.metrics().stream()
                .filter(m -> m.kind().equals(kind))
                .map(MetricFact::subject)
                .distinct()
                .toList();
    }

    /** Of the time that a vCPU wanted to run, how much was stolen. */
    private static Glance stolenShare(RunFacts facts, Map<String, Long> values) {
        double most = -1;
        String where = "";
        for (String vcpu : subjects(facts, "vcpu")) {
            long waiting = values.getOrDefault(vcpu + ".waiting", 0L);
            long wanted =
                    waiting + values.getOrDefault(vcpu + ".running", 0L) + values.getOrDefault(vcpu + ".in_host", 0L);
            double share = wanted == 0 ? 0 : (double) waiting / wanted;
            if (share > most) {
                most = share;
                where = vcpu;
            }
        }
        return most < 0
                ? new Glance("stolen, at most", NONE, "no vCPUs")
                : new Glance(
                        "stolen, at most",
                        String.format(Locale.ROOT, "%.1f %%", 100 * most),
                        "of the time that " + where + " wanted to run");
    }

    /** The time that is farthest from 0 of those that were offered, the first of equals, and whose it is. */
    private static final class Farthest {
        private long time;
        private String owner = "";

        void offer(long offered, String offering) {
            if (owner.isEmpty() || Math.abs(offered) > Math.abs(time)) {
                time = offered;
                owner = offering;
            }
        }

        /** The glance at it, with {@code note} before whose it is, or what is said if there was none. */
        Glance glance(String label, String note, String none) {
            return owner.isEmpty() ? new Glance(label, NONE, none) : new Glance(label, rounded(time), note + owner);
        }
    }

    /** How far what a guest sees of stolen time is from what the host has booked. */
    private static Glance difference(RunFacts facts, Map<String, Long> values) {
        Farthest farthest = new Farthest();
        for (GuestFact guest : facts.guests()) {
            for (int i = 0; !guest.pvtime().isEmpty() && i < guest.vcpus(); i++) {
                String vcpu = guest.name() + ".vcpu[" + i + "]";
                Long stolen = values.get(vcpu + ".stolen");
                Long booked = values.get(vcpu + ".run_delay");
                if (stolen != null && booked != null) {
                    farthest.offer(booked - stolen, vcpu);
                }
            }
        }
        return farthest.glance("run_delay − stolen", "at the end, of ", "no guest with stolen time");
    }

    private static Glance clockError(RunView view, Map<String, Long> values) {
        Farthest farthest = new Farthest();
        Map<String, Curve> errors = view.curves("clock_error");
        for (GuestFact guest : view.facts().guests()) {
            long end = values.getOrDefault(guest.name() + ".clock_error", 0L);
            long sampled = Optional.ofNullable(errors.get(guest.name()))
                    .map(Curve::extreme)
                    .orElse(0L);
            farthest.offer(Math.abs(sampled) > Math.abs(end) ? sampled : end, guest.name());
        }
        return farthest.glance("clock error, at most", "of guest ", "no guests");
    }

    private static Glance downtime(RunFacts facts, Map<String, Long> values) {
        Farthest farthest = new Farthest();
        for (GuestFact guest : facts.guests()) {
            farthest.offer(values.getOrDefault(guest.name() + ".paused", 0L), guest.name());
        }
        return farthest.glance("paused, at most", "downtime of guest ", "no guests");
    }

    /** A time to four digits. */
    static String rounded(long picoseconds) {
        long size = Math.abs(picoseconds);
        long step = 1;
        while (size / step >= 10_000) {
            step *= 10;
        }
        long rounded = (size + step / 2) / step * step;
        return Measure.time(picoseconds < 0 ? -rounded : rounded).toString().replace('-', '−');
    }
}

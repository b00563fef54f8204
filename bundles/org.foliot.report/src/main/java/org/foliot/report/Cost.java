package org.foliot.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.foliot.report.RunFacts.GuestFact;
import org.foliot.report.chart.Axis;
import org.foliot.report.chart.Chart;
import org.foliot.report.chart.Point;
import org.foliot.report.chart.Series;

/**
 * What the stolen time of one guest costs its host.
 *
 * @param guest the guest
 * @param strategy id of its memory strategy
 * @param vcpus number of its vCPUs
 * @param loads times that a vCPU was put on a processor
 * @param updates updates of its structures
 * @param cost host time for them, in picoseconds
 * @param inHost time in which its vCPUs' threads ran host code, in picoseconds
 * @param elapsed time since it was started, in picoseconds
 * @param footprint host memory beyond its RAM, in bytes
 */
record Cost(
        String guest,
        String strategy,
        long vcpus,
        long loads,
        long updates,
        long cost,
        long inHost,
        long elapsed,
        long footprint) {
    /** The costs of all guests that have stolen time. */
    static List<Cost> of(RunFacts facts) {
        List<Cost> costs = new ArrayList<>();
        Map<String, Long> values = facts.values();
        for (GuestFact guest : facts.guests()) {
            Long cost = values.get(guest.name() + ".update_cost");
            if (guest.pvtime().isEmpty() || cost == null) {
                continue;
            }
            long loads = 0;
            long inHost = 0;
            for (int i = 0; i < guest.vcpus(); i++) {
                loads += values.getOrDefault(guest.name() + ".vcpu[" + i + "].loads", 0L);
                inHost += values.getOrDefault(guest.name() + ".vcpu[" + i + "].in_host", 0L);
            }
            costs.add(new Cost(
                    guest.name(),
                    guest.pvtime(),
                    guest.vcpus(),
                    loads,
                    values.getOrDefault(guest.name() + ".steal_updates", 0L),
                    cost,
                    inHost,
                    values.getOrDefault(guest.name() + ".elapsed", 0L),
                    values.getOrDefault(guest.name() + ".footprint", 0L)));
        }
        return costs;
    }

    /** The part of the time since it was started, of all its vCPUs together, that updates took. */
    double share() {
        return elapsed == 0 || vcpus == 0 ? 0 : (double) cost / elapsed / vcpus;
    }

    /** What one update and one load cost, guest by guest. */
    static Chart chart(List<Cost> costs) {
        List<Point> updates = new ArrayList<>();
        List<Point> loads = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Cost each : costs) {
            int place = names.size();
            names.add(each.guest() + " (" + each.strategy() + ")");
            if (each.updates() > 0) {
                updates.add(Point.of(place, each.cost() / 1e3 / each.updates()));
            }
            if (each.loads() > 0) {
                loads.add(Point.of(place, each.cost() / 1e3 / each.loads()));
            }
        }
        return Chart.of(
                "Host time for the stolen-time structures",
                Axis.of("guest (strategy)", names),
                Axis.linear("cost", "ns"),
                List.of(Series.bars("per update", updates), Series.bars("per vcpu_load", loads)));
    }
}

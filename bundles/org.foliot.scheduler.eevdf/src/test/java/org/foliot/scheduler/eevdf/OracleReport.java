package org.foliot.scheduler.eevdf;

import java.util.Locale;
import java.util.Map;
import org.foliot.api.extension.KernelRelease;
import org.foliot.scheduler.eevdf.bench.BenchHost;
import org.foliot.scheduler.eevdf.bench.BenchThread;
import org.foliot.scheduler.eevdf.bench.OracleCase;
import org.foliot.time.Duration;

/** Prints every case of the oracle beside what the scheduler gives, for several tick phases. */
public final class OracleReport {
    private OracleReport() {}

    public static void main(String[] args) {
        long[] phases = {0, 370, 1_300, 2_111, 3_003};
        for (OracleCase c : OracleCase.all()) {
            if (args.length > 0 && !c.id().matches(args[0])) {
                continue;
            }
            int n = c.threads().size();
            double[][] run = new double[phases.length][n];
            double[][] delay = new double[phases.length][n];
            double[][] slice = new double[phases.length][n];
            for (int p = 0; p < phases.length; p++) {
                BenchHost host = new BenchHost(2, new KernelRelease(6, 18), phases[p] * Duration.PS_PER_MICRO);
                host.use(new EevdfScheduler(), Map.of("rt_throttling", "on"));
                c.populate(host);
                long warm = 400 * Duration.PS_PER_MILLI;
                host.runUntil(warm);
                long[] r0 = new long[n];
                long[] d0 = new long[n];
                long[] s0 = new long[n];
                for (int i = 0; i < n; i++) {
                    r0[i] = host.thread(i).runTime();
                    d0[i] = host.thread(i).runDelay();
                    s0[i] = host.thread(i).slices();
                }
                host.runUntil(warm + c.duration());
                for (int i = 0; i < n; i++) {
                    BenchThread t = host.thread(i);
                    run[p][i] = (double) (t.runTime() - r0[i]) / c.duration();
                    delay[p][i] = (double) (t.runDelay() - d0[i]) / c.duration();
                    slice[p][i] = (t.runTime() - r0[i]) / 1e9 / Math.max(1, t.slices() - s0[i]);
                }
            }
            for (int i = 0; i < n; i++) {
                OracleCase.OracleThread t = c.threads().get(i);
                StringBuilder b = new StringBuilder();
                b.append(String.format(
                        Locale.ROOT,
                        "%-18s %d %-5s run [%6.2f %6.2f %6.2f] ",
                        c.id(),
                        i,
                        c.grade(),
                        100 * t.run().min(),
                        100 * t.run().median(),
                        100 * t.run().max()));
                for (int p = 0; p < phases.length; p++) {
                    boolean in = run[p][i] >= t.run().min() - 0.01
                            && run[p][i] <= t.run().max() + 0.01;
                    b.append(String.format(Locale.ROOT, "%6.2f%s", 100 * run[p][i], in ? " " : "*"));
                }
                b.append(String.format(
                        Locale.ROOT,
                        " delay [%6.2f %6.2f %6.2f] ",
                        100 * t.delay().min(),
                        100 * t.delay().median(),
                        100 * t.delay().max()));
                for (int p = 0; p < phases.length; p++) {
                    boolean in = delay[p][i] >= t.delay().min() - 0.01
                            && delay[p][i] <= t.delay().max() + 0.01;
                    b.append(String.format(Locale.ROOT, "%6.2f%s", 100 * delay[p][i], in ? " " : "*"));
                }
                b.append(
                        String.format(Locale.ROOT, " slice %.2f:", t.meanSlice().median() / 1e6));
                for (int p = 0; p < phases.length; p++) {
                    b.append(String.format(Locale.ROOT, " %.2f", slice[p][i]));
                }
                System.out.println(b);
            }
        }
    }
}

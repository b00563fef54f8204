package org.foliot.benchmarks;

import static org.foliot.benchmarks.Table.number;
import static org.foliot.benchmarks.Table.times;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Measures, and prints what came out beside what was aimed at.
 *
 * <p>{@code java -cp … org.foliot.benchmarks.Tables LOGS TABLE [JMH options]}, as the script {@code releng/benchmarks/run}
 * calls it. Every figure is the least of all iterations.
 */
public final class Tables {
    private static final String FOLIOT = "foliot";
    private static final String CLOUDSIM_PLUS = "cloudSimPlus";
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final JmhRuns runs;

    private Tables(JmhRuns runs) {
        this.runs = runs;
    }

    /**
     * Prints one table.
     *
     * @param arguments a folder for what JMH has to say, the name of the table, options of JMH
     */
    public static void main(String[] arguments) throws CommandLineOptionException {
        String[] options = List.of(arguments).subList(2, arguments.length).toArray(String[]::new);
        Tables tables = new Tables(new JmhRuns(new CommandLineOptions(options), Path.of(arguments[0])));
        Table table =
                switch (arguments[1]) {
                    case "hold" -> tables.hold();
                    case "host" -> tables.host();
                    case "growth" -> tables.growth();
                    case "scheduler" -> tables.scheduler();
                    case "fleet" -> tables.fleet();
                    case "report" -> tables.report();
                    case "trace" -> tables.trace();
                    case "parts" -> tables.parts();
                    default -> throw new IllegalArgumentException("there is no table " + arguments[1]);
                };
        System.out.print(table);
    }

    /** What an event costs in the event loop, beside other queues. */
    private Table hold() {
        List<Measured> all = runs.of(HoldBenchmark.class, ".*");
        Table table = new Table("pending", "queue", "ns/event", "to Foliot", "B/event", "aim", "of the aim");
        for (int pending : List.of(100, 10_000, 1_000_000)) {
            double own = Measured.find(all, FOLIOT, "pending", pending).nanosPerEvent();
            for (String queue : List.of(FOLIOT, "priorityQueue", CLOUDSIM_PLUS)) {
                Measured measured = Measured.find(all, queue, "pending", pending);
                double nanos = measured.nanosPerEvent();
                int limit = pending <= 10_000 ? 25 : 140;
                String aim = queue.equals(FOLIOT) ? limit + " ns" : queue.equals(CLOUDSIM_PLUS) ? "20 ×" : "";
                String reached = queue.equals(FOLIOT)
                        ? times(nanos, limit)
                        : queue.equals(CLOUDSIM_PLUS) ? times(nanos / own, 20) : "";
                table.row(
                        String.format("%,d", pending),
                        queue,
                        number(nanos),
                        times(nanos, own),
                        number(measured.bytes()),
                        aim,
                        reached);
            }
        }
        return table;
    }

    /** A minute of 64 CPUs with 256 busy vCPUs. */
    private Table host() {
        Measured minute = host(FOLIOT, Map.of());
        Measured twoMinutes = host(FOLIOT, Map.of("seconds", List.of("120")));
        Measured fastTick = host(FOLIOT, Map.of("tick", List.of("1000")));
        Measured peer = host(CLOUDSIM_PLUS, Map.of());
        Measured steady = new Measured(
                FOLIOT,
                minute.parameters(),
                twoMinutes.score() - minute.score(),
                twoMinutes.cpuNanos() - minute.cpuNanos(),
                twoMinutes.events() - minute.events(),
                twoMinutes.bytes() - minute.bytes());
        Table table = new Table(
                "run", "CPU ms", "wall ms", "events", "ns/event", "B/event", "vCPU-s per CPU-s", "aim", "of the aim");
        row(table, "Foliot, tick 250 Hz", minute, "250 ms", minute.cpuNanos() / NANOS_PER_MILLI / 250);
        row(table, "of these, steady state", steady, "0 B/event", Double.NaN);
        row(table, "Foliot, tick 1000 Hz", fastTick, "1.5 × 250 Hz", fastTick.cpuNanos() / minute.cpuNanos() / 1.5);
        row(table, "CloudSim Plus, shares", peer, "", Double.NaN);
        return table;
    }

    private Measured host(String benchmark, Map<String, List<String>> parameters) {
        return runs.of(MachineBenchmark.class, benchmark, parameters).get(0);
    }

    private static void row(Table table, String name, Measured measured, String aim, double reached) {
        double vcpuSeconds = 60.0 * 64 * BusyHost.VCPUS_PER_CPU;
        table.row(
                name,
                number(measured.cpuNanos() / NANOS_PER_MILLI),
                number(measured.score()),
                number(measured.events()),
                number(measured.nanosPerEvent()),
                number(measured.bytes() / measured.events()),
                number(vcpuSeconds / measured.cpuNanos() * 1e9),
                aim,
                Double.isNaN(reached) ? "" : times(reached, 1));
    }

    /** The same load on every CPU, and more and more of them. */
    private Table growth() {
        List<String> sizes = List.of("1", "4", "16", "64", "256", "1024");
        List<Measured> all = runs.of(MachineBenchmark.class, FOLIOT, Map.of("cpus", sizes));
        Table table = new Table("CPUs", "vCPUs", "CPU ms", "events", "ns/event", "µs per CPU-second", "to 64 CPUs");
        double unit = microsPerCpuSecond(Measured.find(all, FOLIOT, "cpus", 64));
        for (String size : sizes) {
            Measured measured = Measured.find(all, FOLIOT, "cpus", Integer.parseInt(size));
            double micros = microsPerCpuSecond(measured);
            table.row(
                    size,
                    String.valueOf(measured.number("cpus") * BusyHost.VCPUS_PER_CPU),
                    number(measured.cpuNanos() / NANOS_PER_MILLI),
                    number(measured.events()),
                    number(measured.nanosPerEvent()),
                    number(micros),
                    times(micros, unit));
        }
        return table;
    }

    private static double microsPerCpuSecond(Measured measured) {
        return measured.cpuNanos() / 1000 / measured.number("cpus") / measured.number("seconds");
    }

    /** Decisions of the schedulers with more and more threads on a processor. */
    private Table scheduler() {
        List<Measured> all = runs.of(SchedulerBenchmark.class, ".*");
        List<String> columns = new ArrayList<>(List.of("threads"));
        for (String scheduler : List.of("eevdf", "cfs")) {
            for (String operation : List.of("tick", "sleep and wake")) {
                columns.addAll(List.of(scheduler + ", " + operation, "to 2"));
            }
        }
        Table table = new Table(columns.toArray(String[]::new));
        for (int threads : List.of(2, 8, 32, 128, 512, 2048, 4096)) {
            List<String> cells = new ArrayList<>(List.of(String.valueOf(threads)));
            for (String scheduler : List.of("eevdf", "cfs")) {
                for (String operation : List.of("tick", "sleepAndWake")) {
                    List<Measured> ofScheduler = all.stream()
                            .filter(m -> m.parameters().getParam("scheduler").equals(scheduler))
                            .toList();
                    double nanos = Measured.find(ofScheduler, operation, "threads", threads)
                            .score();
                    double unit =
                            Measured.find(ofScheduler, operation, "threads", 2).score();
                    cells.addAll(List.of(number(nanos) + " ns", times(nanos, unit)));
                }
            }
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    /** As many hosts as guests, of more and more kinds. */
    private Table fleet() {
        List<Measured> all = runs.of(FleetBenchmark.class, ".*");
        Table table = new Table("hosts, guests", "kinds of each", "ms", "ns per pair of kinds", "aim", "of the aim");
        for (int size : List.of(100, 1000, 10_000)) {
            for (int kinds : List.of(10, 100, 1000)) {
                List<Measured> ofKinds =
                        all.stream().filter(m -> m.number("kinds") == kinds).toList();
                double millis = Measured.find(ofKinds, "survey", "size", size).score();
                double real = Math.min(size, kinds);
                String aim = size == 1000 ? "2,000 ms" : "";
                table.row(
                        String.format("%,d", size),
                        String.format("%,.0f", real),
                        number(millis),
                        number(millis * NANOS_PER_MILLI / real / real),
                        aim,
                        aim.isEmpty() ? "" : times(millis, 2000));
            }
        }
        return table;
    }

    /** A report of a run with more and more segments. */
    private Table report() {
        List<Measured> all = runs.of(ReportBenchmark.class, ".*");
        Table table = new Table(
                "segments", "reading ms", "page ms", "timeline as SVG ms", "ns per segment", "aim", "of the aim");
        for (int segments : List.of(10_000, 100_000, 1_000_000)) {
            double read = Measured.find(all, "read", "segments", segments).score();
            double page = Measured.find(all, "page", "segments", segments).score();
            double timeline =
                    Measured.find(all, "timeline", "segments", segments).score();
            String aim = segments == 1_000_000 ? "5,000 ms" : "";
            table.row(
                    String.format("%,d", segments),
                    number(read),
                    number(page),
                    number(timeline),
                    number((read + page) * NANOS_PER_MILLI / segments),
                    aim,
                    aim.isEmpty() ? "" : times(read + page, 5000));
        }
        return table;
    }

    /** What traces add to a run. */
    private Table trace() {
        List<Measured> all = runs.of(TraceBenchmark.class, ".*");
        long told = TraceBenchmark.told();
        double untraced = trace(all, TraceBenchmark.NONE).cpuNanos();
        Table table =
                new Table("trace", "CPU ms", "to none", "ns per segment or observation", "million of these per s");
        for (String format : List.of(TraceBenchmark.NONE, "perfetto", "chrome", "ctf", "procstat")) {
            double nanos = trace(all, format).cpuNanos();
            double each = (nanos - untraced) / told;
            boolean none = format.equals(TraceBenchmark.NONE);
            table.row(
                    format,
                    number(nanos / NANOS_PER_MILLI),
                    times(nanos, untraced),
                    none ? "" : number(each),
                    none ? "" : number(1000 / each));
        }
        return table;
    }

    private static Measured trace(List<Measured> all, String format) {
        return all.stream()
                .filter(m -> m.parameters().getParam("format").equals(format))
                .findFirst()
                .orElseThrow();
    }

    /** The smallest parts. */
    private Table parts() {
        Table table = new Table("part", "ns", "B");
        for (Measured ticks : runs.of(AlignedTicksBenchmark.class, ".*")) {
            part(table, "event, with " + ticks.number("sources") + " sources that tick together", ticks);
        }
        runs.of(RandomStreamBenchmark.class, ".*").forEach(m -> part(table, "random stream: " + m.benchmark(), m));
        runs.of(CounterBenchmark.class, ".*").forEach(m -> part(table, "clock: " + m.benchmark(), m));
        return table;
    }

    private static void part(Table table, String name, Measured measured) {
        table.row(name, number(measured.score()), number(measured.bytes()));
    }
}

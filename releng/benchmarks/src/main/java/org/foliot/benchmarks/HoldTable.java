package org.foliot.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures the hold model on all queues in one run, prints the cost of an event with ratios to Foliot's, and writes the
 * same as CSV.
 *
 * <p>{@code java -cp benchmarks.jar org.foliot.benchmarks.HoldTable [CSV] [JMH options]}, for example
 * {@code hold.csv -f 1 -wi 2 -i 3} for a quick look.
 */
public final class HoldTable {
    private static final String FOLIOT = "foliot";
    private static final List<String> PEERS = List.of("priorityQueue", "cloudSimPlus");

    private HoldTable() {}

    /**
     * What one benchmark measured per event.
     *
     * @param cpuNanos nanoseconds of the processor
     * @param wallNanos nanoseconds that went by
     * @param bytes bytes allocated
     */
    private record Cost(double cpuNanos, double wallNanos, double bytes) {
        static Cost of(RunResult result) {
            Map<String, Result> counters = result.getSecondaryResults();
            return new Cost(
                    counters.get("cpuNanos").getScore() / counters.get("events").getScore(),
                    result.getPrimaryResult().getScore(),
                    counters.get("gc.alloc.rate.norm").getScore());
        }
    }

    /**
     * Runs the benchmarks.
     *
     * @param arguments the name of the CSV file, by default {@code hold.csv}, and options of JMH
     */
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException, IOException {
        List<String> options = new ArrayList<>(List.of(arguments));
        Path csv = Path.of(options.isEmpty() || options.get(0).startsWith("-") ? "hold.csv" : options.remove(0));
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(options.toArray(String[]::new)))
                        .include(HoldBenchmark.class.getName() + ".*")
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .build())
                .run();
        Map<Integer, Map<String, Cost>> table = new TreeMap<>();
        for (RunResult result : results) {
            int pending = Integer.parseInt(result.getParams().getParam("pending"));
            table.computeIfAbsent(pending, key -> new TreeMap<>())
                    .put(result.getPrimaryResult().getLabel(), Cost.of(result));
        }
        print(table);
        Files.writeString(csv, csv(table), StandardCharsets.UTF_8);
        System.out.println("written to " + csv.toAbsolutePath());
    }

    private static void print(Map<Integer, Map<String, Cost>> table) {
        System.out.printf(
                "%n%-10s %-15s %12s %8s %14s %10s%n",
                "pending", "queue", "CPU ns/event", "times", "wall ns/event", "B/event");
        table.forEach((pending, costs) -> {
            print(pending, FOLIOT, costs);
            PEERS.forEach(peer -> print(pending, peer, costs));
        });
    }

    private static void print(int pending, String queue, Map<String, Cost> costs) {
        Cost cost = costs.get(queue);
        if (cost != null) {
            System.out.printf(
                    Locale.ROOT,
                    "%-10d %-15s %12.1f %8s %14.1f %10.3f%n",
                    pending,
                    queue,
                    cost.cpuNanos(),
                    ratio(cost, costs),
                    cost.wallNanos(),
                    cost.bytes());
        }
    }

    private static String ratio(Cost cost, Map<String, Cost> costs) {
        Cost foliot = costs.get(FOLIOT);
        return foliot == null ? "" : String.format(Locale.ROOT, "%.1f", cost.cpuNanos() / foliot.cpuNanos());
    }

    private static String csv(Map<Integer, Map<String, Cost>> table) {
        StringBuilder text =
                new StringBuilder("pending,queue,cpu_ns_per_event,times_foliot,wall_ns_per_event,bytes_per_event\n");
        table.forEach((pending, costs) -> costs.forEach((queue, cost) -> text.append(String.format(
                Locale.ROOT,
                "%d,%s,%.2f,%s,%.2f,%.4f\n",
                pending,
                queue,
                cost.cpuNanos(),
                ratio(cost, costs),
                cost.wallNanos(),
                cost.bytes()))));
        return text.toString();
    }
}

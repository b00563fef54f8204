package org.foliot.benchmarks;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What a benchmark measured with one set of parameters: of every figure the least of all iterations, since what else happens on
 * a machine only ever adds to it.
 *
 * @param benchmark the name of its method
 * @param parameters its parameters
 * @param score what an operation took, in the benchmark's unit of wall-clock time
 * @param cpuNanos nanoseconds of the processor that an invocation took, 0 if it does not count them
 * @param events events of an invocation, 0 if it does not count them
 * @param bytes bytes that an operation allocated
 */
record Measured(
        String benchmark, BenchmarkParams parameters, double score, double cpuNanos, double events, double bytes) {

    static List<Measured> of(Collection<RunResult> results) {
        return results.stream().map(Measured::of).toList();
    }

    private static Measured of(RunResult run) {
        return new Measured(
                run.getPrimaryResult().getLabel(),
                run.getParams(),
                least(run, iteration -> iteration.getPrimaryResult().getScore()),
                least(run, iteration -> perInvocation(iteration, "cpuNanos")),
                least(run, iteration -> perInvocation(iteration, "events")),
                least(run, iteration -> score(iteration, "gc.alloc.rate.norm")));
    }

    private static double least(RunResult run, ToDoubleFunction<IterationResult> figure) {
        DoubleSummaryStatistics figures = run.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(figure)
                .summaryStatistics();
        return figures.getMin();
    }

    private static double perInvocation(IterationResult iteration, String counter) {
        double invocations = score(iteration, "invocations");
        return invocations == 0 ? 0 : score(iteration, counter) / invocations;
    }

    private static double score(IterationResult iteration, String name) {
        Map<String, Result> all = iteration.getSecondaryResults();
        Result result = all.get(name);
        return result == null ? 0 : result.getScore();
    }

    /** Nanoseconds of the processor per event. */
    double nanosPerEvent() {
        return cpuNanos / events;
    }

    /** A parameter that is a number. */
    int number(String parameter) {
        return Integer.parseInt(parameters.getParam(parameter));
    }

    /** The one with this benchmark, and this value of the parameter. */
    static Measured find(List<Measured> all, String benchmark, String parameter, int value) {
        return all.stream()
                .filter(m -> m.benchmark.equals(benchmark) && m.number(parameter) == value)
                .findFirst()
                .orElseThrow();
    }
}

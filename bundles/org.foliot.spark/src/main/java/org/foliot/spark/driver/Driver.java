package org.foliot.spark.driver;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.foliot.spark.driver.Frames.Frame;
import org.foliot.spark.driver.Frames.Kind;

/** The Spark driver: takes requests from standard input, has them carried out by executors, and writes what comes back. */
public final class Driver {
    /** Tasks under way per processor: none waits for work while the driver hands out more. */
    private static final int WINDOW = 3;

    private static final String PATIENCE = "foliot.cluster.patience";

    private final JavaSparkContext spark;
    private final Frames frames;
    private final RunTask task;
    private final Chunks chunks = new Chunks();
    private final long patienceNanos;
    private long lastSeen = System.nanoTime();

    /** A task that is under way. */
    private record Job(int runs, JavaFutureAction<List<Answer>> future) {}

    private Driver(JavaSparkContext spark, Frames frames, RunTask task, long patienceSeconds) {
        this.spark = spark;
        this.frames = frames;
        this.task = task;
        this.patienceNanos = TimeUnit.SECONDS.toNanos(patienceSeconds);
    }

    /**
     * Drives Spark until standard input ends.
     *
     * @param arguments the address of the master, the archive with the bundles, and the jars that executors need on their class
     *     path
     */
    public static void main(String[] arguments) {
        OutputStream out = new BufferedOutputStream(System.out);
        // Whatever anybody prints must not come between the frames.
        System.setOut(System.err);
        Frames frames = new Frames(new BufferedInputStream(System.in), out);
        int exit = 0;
        try {
            drive(arguments, frames);
        } catch (ExecutorException e) {
            exit = tell(frames, e.getMessage());
        } catch (Exception e) {
            e.printStackTrace();
            exit = tell(frames, "Apache Spark failed: " + e.getMessage());
        }
        // Spark leaves threads behind.
        System.exit(exit);
    }

    private static int tell(Frames frames, String failure) {
        try {
            frames.write(Kind.FAILURE, failure.getBytes(StandardCharsets.UTF_8));
            frames.flush();
        } catch (IOException nobody) {
            System.err.println(failure);
        }
        return 1;
    }

    private static void drive(String[] arguments, Frames frames) throws Exception {
        Optional<Frame> first = frames.read();
        if (first.isEmpty()) {
            return;
        }
        String master = arguments[0];
        Path bundles = Path.of(arguments[1]);
        SparkConf configuration = new SparkConf()
                .setMaster(master)
                .setAppName("foliot")
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.log.level", "WARN");
        if (!master.startsWith("local")) {
            configuration.setJars(arguments[2].split(","));
        }
        try (JavaSparkContext spark = new JavaSparkContext(configuration)) {
            spark.addFile(bundles.toString());
            RunTask task = new RunTask(
                    spark.broadcast(first.get().content()),
                    bundles.getFileName().toString());
            new Driver(spark, frames, task, Long.getLong(PATIENCE, 60)).serve();
        }
    }

    private void serve() throws Exception {
        List<byte[]> round = new ArrayList<>();
        for (Optional<Frame> frame = frames.read(); frame.isPresent(); frame = frames.read()) {
            if (frame.get().kind().equals(Kind.ITEM)) {
                round.add(frame.get().content());
            } else {
                run(round);
                round.clear();
                frames.write(Kind.END, new byte[0]);
                frames.flush();
            }
        }
    }

    private void run(List<byte[]> round) throws Exception {
        Deque<Job> jobs = new ArrayDeque<>();
        int next = 0;
        while (next < round.size() || !jobs.isEmpty()) {
            int processors = Math.max(1, spark.defaultParallelism());
            while (next < round.size() && jobs.size() < WINDOW * processors) {
                int runs = chunks.next(round.size() - next, processors);
                jobs.add(submit(round.subList(next, next + runs)));
                next += runs;
            }
            take(jobs);
        }
    }

    private Job submit(List<byte[]> requests) {
        List<ArrayList<byte[]>> only = List.of(new ArrayList<>(requests));
        return new Job(requests.size(), spark.parallelize(only, 1).map(task).collectAsync());
    }

    /** Waits for the oldest task, and gives on what it brings. */
    private void take(Deque<Job> jobs) throws Exception {
        try {
            Answer answer = jobs.getFirst().future().get(1, TimeUnit.SECONDS).get(0);
            Job job = jobs.removeFirst();
            if (!answer.failure().isEmpty()) {
                throw new ExecutorException(answer.failure());
            }
            chunks.ended(job.runs(), answer.nanos());
            for (byte[] run : answer.runs()) {
                frames.write(Kind.ITEM, run);
            }
            frames.flush();
            lastSeen = System.nanoTime();
        } catch (TimeoutException e) {
            seeWhetherAnybodyWorks();
        } catch (ExecutionException e) {
            throw new ExecutorException("Apache Spark gave up: " + firstLine(e.getCause()), e);
        }
    }

    /** Spark itself waits for workers for ever. */
    private void seeWhetherAnybodyWorks() throws ExecutorException {
        boolean somebody = spark.isLocal() || spark.statusTracker().getExecutorInfos().length > 1;
        long now = System.nanoTime();
        if (somebody) {
            lastSeen = now;
        } else if (now - lastSeen > patienceNanos) {
            throw new ExecutorException("there has been no worker at " + spark.master() + " for "
                    + TimeUnit.NANOSECONDS.toSeconds(patienceNanos)
                    + " s that would take work; what has been run is kept");
        }
    }

    private static String firstLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
    }
}

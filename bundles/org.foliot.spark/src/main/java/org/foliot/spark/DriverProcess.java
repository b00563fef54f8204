package org.foliot.spark;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.foliot.run.Cancellation;
import org.foliot.spark.driver.Driver;
import org.foliot.spark.driver.Frames;
import org.foliot.spark.driver.Frames.Frame;
import org.foliot.spark.driver.Frames.Kind;
import org.foliot.study.FinishedRun;
import org.foliot.study.RunExecutor;
import org.foliot.study.RunRequest;
import org.foliot.study.StudyException;
import org.foliot.study.StudySource;

/** A Spark driver in a process of its own, and the conversation with it. */
final class DriverProcess implements RunExecutor {
    /** What Spark's own launcher opens of the JDK for it. */
    private static final List<String> OPEN = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "jdk.internal.ref",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    private static final String LOOPBACK = "127.0.0.1";

    private final Process process;
    private final ShippedBundles bundles;
    private final Frames frames;
    private final BlockingQueue<Frame> answers = new LinkedBlockingQueue<>();
    private final LastWords lastWords = new LastWords();

    private DriverProcess(Process process, ShippedBundles bundles) {
        this.process = process;
        this.bundles = bundles;
        this.frames = new Frames(
                new BufferedInputStream(process.getInputStream()), new BufferedOutputStream(process.getOutputStream()));
        begin("foliot-cluster-answers", this::listen);
        begin("foliot-cluster-errors", this::keepLastWords);
    }

    private static void begin(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Starts a driver and tells it the study.
     *
     * @param bundles what is sent to executors; the driver's from then on
     * @param framework the jar that makes a framework of them
     * @param own the jar of this bundle
     */
    static DriverProcess start(
            SparkAddress cluster,
            SparkHome spark,
            ShippedBundles bundles,
            Path framework,
            Path own,
            StudySource study) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        // Spark refuses to start with less than 450 MB.
        command.addAll(List.of("-XX:+UseSerialGC", "-Xms32m", "-Xmx1g"));
        OPEN.forEach(p -> command.add("--add-opens=java.base/" + p + "=ALL-UNNAMED"));
        command.add("-Djdk.reflect.useDirectMethodHandle=false");
        String options = System.getenv().getOrDefault("FOLIOT_SPARK_OPTS", "").strip();
        if (!options.isEmpty()) {
            command.addAll(List.of(options.split("\\s+")));
        }
        command.addAll(List.of(
                "-cp", String.join(File.pathSeparator, own.toString(), framework.toString(), spark.classPath())));
        command.addAll(
                List.of(Driver.class.getName(), cluster.url(), bundles.archive().toString(), own + "," + framework));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("SPARK_HOME", spark.folder().toString());
        environment.put("SPARK_SCALA_VERSION", SparkHome.SCALA);
        if (cluster.isHere()) {
            environment.putIfAbsent("SPARK_LOCAL_IP", LOOPBACK);
        }
        try {
            DriverProcess driver = new DriverProcess(builder.start(), bundles);
            driver.tell(Kind.STUDY, List.of(Wire.bytes(study)));
            return driver;
        } catch (IOException e) {
            throw new StudyException("the driver of Apache Spark cannot be started: " + e.getMessage(), e);
        }
    }

    @Override
    public void execute(List<RunRequest> requests, Consumer<FinishedRun> results, Cancellation cancellation) {
        if (requests.isEmpty() || cancellation.isRequested()) {
            return;
        }
        Runnable stop = process::destroy;
        cancellation.add(stop);
        try {
            tell(Kind.ITEM, requests.stream().map(Wire::bytes).toList());
            tell(Kind.END, List.of(new byte[0]));
            for (Frame answer = answers.take(); !answer.kind().equals(Kind.END); answer = answers.take()) {
                if (answer.kind().equals(Kind.FAILURE)) {
                    if (!cancellation.isRequested()) {
                        throw new StudyException(new String(answer.content(), StandardCharsets.UTF_8));
                    }
                    return;
                }
                results.accept(Wire.value(answer.content(), FinishedRun.class));
            }
        } catch (InterruptedException e) {
            cancellation.request();
            Thread.currentThread().interrupt();
        } finally {
            cancellation.remove(stop);
        }
    }

    /** A driver that has died no longer listens: why it has is among the answers, or soon will be. */
    private void tell(Kind kind, List<byte[]> contents) {
        try {
            for (byte[] content : contents) {
                frames.write(kind, content);
            }
            frames.flush();
        } catch (IOException gone) {
            process.destroy();
        }
    }

    private void listen() {
        String end = "the driver of Apache Spark ended";
        try {
            for (Optional<Frame> frame = frames.read(); frame.isPresent(); frame = frames.read()) {
                answers.add(frame.get());
            }
        } catch (IOException e) {
            end += " in the middle of a word";
        }
        answers.add(new Frame(Kind.FAILURE, (end + lastWords.afterwards()).getBytes(StandardCharsets.UTF_8)));
    }

    private void keepLastWords() {
        try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lastWords.add(line);
            }
        } catch (IOException closed) {
            // It has nothing more to say.
        }
    }

    /** Ends the process: once it has let go of the cluster if nothing was under way, else at once. */
    @Override
    public void close() {
        try {
            frames.flush();
            process.getOutputStream().close();
        } catch (IOException gone) {
            // It has ended by itself.
        }
        boolean interrupted = Thread.interrupted();
        try {
            if (!process.waitFor(10, java.util.concurrent.TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        bundles.close();
    }
}

package org.foliot.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Spark master and its workers on the loopback, each with one processor; all gone when this is closed. */
final class SparkDaemons implements AutoCloseable {
    /** What Spark needs opened of the JDK. */
    private static final List<String> OPEN = List.of(
            "java.lang",
            "java.lang.invoke",
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

    private static final long PATIENCE_SECONDS = 120;

    private final Path folder;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    /** Starts a master; its logs and those of its workers are in the folder. */
    SparkDaemons(Path folder) throws Exception {
        this.folder = folder;
        this.port = freePort();
        Process master = start("org.apache.spark.deploy.master.Master", "--port", Integer.toString(port));
        Waiting.until("the master listens", PATIENCE_SECONDS, () -> {
            if (!master.isAlive()) {
                throw new AssertionError("the Spark master ended: " + log(0));
            }
            return listens();
        });
    }

    private String log(int number) {
        try {
            return Files.readString(folder.resolve("daemon-" + number + ".log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return "spark://127.0.0.1:" + port;
    }

    /** Starts a worker; its executors work in folders of the folder that is returned. */
    Worker worker() throws IOException {
        Path work = folder.resolve("work-" + processes.size());
        Process process = start(
                "org.apache.spark.deploy.worker.Worker",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                work.toString(),
                url());
        return new Worker(process, work);
    }

    /**
     * A worker.
     *
     * @param work folder of the applications that it works for
     */
    record Worker(Process process, Path work) {
        /** Whether one of its executors has unpacked the bundles, and so has got a task. */
        boolean hasBegun() {
            if (!Files.isDirectory(work)) {
                return false;
            }
            try (Stream<Path> files = Files.find(
                    work,
                    3,
                    (p, a) -> a.isDirectory() && p.getFileName().toString().startsWith("foliot-"))) {
                return files.findAny().isPresent();
            } catch (IOException | java.io.UncheckedIOException changing) {
                return false;
            }
        }

        /** Kills it and its executors, as a machine that loses its power. */
        void kill() {
            List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
            all.add(process.toHandle());
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private Process start(String program, String... arguments) throws IOException {
        Path spark = Path.of("target/spark").toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-Xmx200m"));
        command.add("-XX:+UseSerialGC");
        OPEN.forEach(p -> command.add("--add-opens=java.base/" + p + "=ALL-UNNAMED"));
        command.addAll(List.of("-cp", spark + "/jars/*", program, "--host", "127.0.0.1", "--webui-port", "0"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        folder.resolve("daemon-" + processes.size() + ".log").toFile());
        builder.environment().put("SPARK_HOME", spark.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : processes) {
            List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
            process.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}

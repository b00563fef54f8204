package org.foliot.spark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.foliot.study.StudyException;

/**
 * An installation of Apache Spark: that of the user, or the jars that Foliot has fetched once.
 *
 * @param folder what Spark calls {@code SPARK_HOME}; its jars are in {@code jars}
 */
record SparkHome(Path folder) {
    /** What is fetched; runs on JDK 17 and newer. */
    static final String VERSION = "4.2.0";

    /** The version of Scala that Spark 4 is made for. */
    static final String SCALA = "2.13";

    private static final String CORE = "spark-core_" + SCALA + "-4.*.jar";
    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies";

    /**
     * Finds Spark: where {@code SPARK_HOME} says, else in the user's cache, where it is fetched to by the user's Maven if it is
     * not there.
     *
     * @throws StudyException when it is not where it is said to be, or cannot be fetched
     */
    static SparkHome find(Map<String, String> environment, Consumer<String> news) {
        String own = environment.getOrDefault("SPARK_HOME", "");
        if (!own.isBlank()) {
            SparkHome home = new SparkHome(Path.of(own).toAbsolutePath());
            if (!home.isThere()) {
                throw new StudyException("SPARK_HOME is " + own + ", but there is no Apache Spark 4 in it (" + "jars/"
                        + CORE + "); unset it to have Foliot fetch Spark " + VERSION);
            }
            return home;
        }
        SparkHome cached = new SparkHome(cache(environment).resolve("spark-" + VERSION));
        if (!cached.isThere()) {
            news.accept("fetching Apache Spark " + VERSION + " (220 MB) with Maven, once");
            cached.fetch();
        }
        return cached;
    }

    private static Path cache(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("foliot");
    }

    private Path jars() {
        return folder.resolve("jars");
    }

    private boolean isThere() {
        try (DirectoryStream<Path> cores = Files.newDirectoryStream(jars(), CORE)) {
            return cores.iterator().hasNext();
        } catch (IOException absent) {
            return false;
        }
    }

    /** The class path of everything in it. */
    String classPath() {
        return jars() + "/*";
    }

    private void fetch() {
        try {
            Files.createDirectories(folder.getParent());
            // Aside, so that nobody finds half of it.
            Path aside = Files.createTempDirectory(folder.getParent(), "fetching-");
            try {
                fetchInto(aside);
                Files.move(aside.resolve("home"), folder);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                // Somebody else has fetched it meanwhile.
            } finally {
                delete(aside);
            }
        } catch (IOException e) {
            throw new StudyException("Apache Spark cannot be kept in " + folder + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StudyException("interrupted while Apache Spark was fetched", e);
        }
    }

    private static void fetchInto(Path aside) throws IOException, InterruptedException {
        Path pom = aside.resolve("pom.xml");
        try (InputStream resource = SparkHome.class.getResourceAsStream("spark.pom.xml")) {
            String text = new String(resource.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            Files.writeString(pom, text.replace("@VERSION@", VERSION).replace("@SCALA@", SCALA));
        }
        Path log = aside.resolve("log");
        Process maven;
        try {
            maven = new ProcessBuilder(
                            "mvn",
                            "-B",
                            "-q",
                            "-f",
                            pom.toString(),
                            COPY,
                            "-DincludeScope=runtime",
                            "-DoutputDirectory=" + aside.resolve("home").resolve("jars"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new StudyException(
                    "Apache Spark is not here, and there is no Maven (mvn) to fetch it with: install Maven, or set"
                            + " SPARK_HOME to an installation of Spark 4",
                    e);
        }
        try {
            maven.getOutputStream().close();
            if (maven.waitFor() != 0) {
                throw new StudyException("Maven could not fetch Apache Spark: " + firstError(log)
                        + "; see to the network and Maven's settings, or set SPARK_HOME to an installation of Spark 4");
            }
        } finally {
            maven.destroy();
        }
    }

    private static String firstError(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(l -> l.startsWith("[ERROR]"))
                    .map(l -> l.substring("[ERROR]".length()).strip())
                    .findFirst()
                    .orElse("it did not say why");
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(java.util.Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}

package org.foliot.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The entry point: puts a framework around the bundles, runs the application and ends the process. */
public final class Main {

    /** Foliot itself is wrong, or could not be started. */
    static final int INTERNAL_ERROR = 4;

    private Main() {}

    /**
     * Runs the application with this command line and ends the process with its exit code.
     *
     * @param arguments what the application receives
     */
    public static void main(String[] arguments) {
        // The framework's threads are not daemons: whatever happens, only exit ends the process.
        int exitCode = INTERNAL_ERROR;
        try {
            exitCode = run(Settings.ofProcess(arguments), arguments);
        } catch (LaunchException wrong) {
            System.err.println("foliot: " + wrong.getMessage());
        } catch (Throwable wrong) {
            reportInternalError(wrong);
        }
        System.exit(exitCode);
    }

    private static int run(Settings settings, String[] arguments) throws Exception {
        configureLibraries(settings.home());
        HeadStart headStart = HeadStart.begin(settings, arguments);
        BundleSet bundles = BundleSet.of(settings);
        JvmArchive archive = JvmArchive.of(settings, bundles);
        BundleSet installed = settings.watching() ? bundles.withoutPlugins() : bundles;
        BundleCache cache = settings.watching()
                ? BundleCache.ofThisProcess(settings.cacheRoot(), installed)
                : BundleCache.of(settings.cacheRoot(), installed);
        try (BundleHost host = BundleHost.start(settings, installed, cache, headStart)) {
            ToIntFunction<String[]> application = host.application();
            int exitCode;
            try (Interruption interruption = Interruption.ofCurrentThread()) {
                exitCode = settings.training() ? train(settings, application) : application.applyAsInt(arguments);
            } catch (Exception | LinkageError | StackOverflowError wrong) {
                // Reported before the framework stops: afterwards the classes of the trace are gone.
                reportInternalError(wrong);
                return INTERNAL_ERROR;
            }
            archive.makeInBackgroundIfMissing();
            return exitCode;
        }
    }

    /** What the libraries among the bundles want to know before they are loaded; the command line of the JVM wins. */
    private static void configureLibraries(Path home) {
        setIfAbsent(
                "log4j.configuration",
                home.resolve("lib/log4j.properties").toUri().toString());
        // Generated classes cost more at the start than they save in a short run.
        setIfAbsent("guice_bytecode_gen_option", "DISABLED");
        // Nobody unloads EMF here; its cleaner thread would keep its class loader alive for nothing.
        setIfAbsent("org.eclipse.emf.common.util.ReferenceClearingQueue", "false");
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Runs what a user typically runs, so that the JVM sees which classes are worth archiving. */
    private static int train(Settings settings, ToIntFunction<String[]> application)
            throws IOException, LaunchException {
        PrintStream silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(silence);
        System.setErr(silence);
        Path scratch = Files.createTempDirectory("foliot-training");
        try {
            for (String[] arguments : trainingRuns(settings, scratch)) {
                int ignored = application.applyAsInt(arguments);
            }
        } finally {
            Folders.delete(scratch);
        }
        return 0;
    }

    private static List<String[]> trainingRuns(Settings settings, Path scratch) throws LaunchException {
        Map<String, String> values = Map.of("{home}", settings.home().toString(), "{scratch}", scratch.toString());
        List<String[]> runs = new ArrayList<>();
        for (String line : Lines.of(settings.home().resolve("lib/training"))) {
            String[] words = line.split("\\s+");
            for (int i = 0; i < words.length; i++) {
                for (Map.Entry<String, String> value : values.entrySet()) {
                    words[i] = words[i].replace(value.getKey(), value.getValue());
                }
            }
            runs.add(words);
        }
        return runs;
    }

    private static void reportInternalError(Throwable wrong) {
        Throwable cause = wrong instanceof UncheckedIOException ? wrong.getCause() : wrong;
        System.err.println("foliot: internal error: " + cause);
        cause.printStackTrace(System.err);
    }
}

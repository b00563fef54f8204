package org.foliot.benchmarks;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import org.foliot.api.extension.Configurable;
import org.foliot.memory.userspace.UserspaceMemory;
import org.foliot.run.RunResult;

/**
 * What it costs that a strategy comes from somebody else's jar: 64 CPUs with 256 busy vCPUs, under the strategy that is built in
 * and under the same one loaded by a class loader of its own, in turns in one process.
 *
 * <p>{@code java -cp … org.foliot.benchmarks.OutsideJar [ROUNDS]} prints a table. It is no benchmark of JMH, since both have to be in
 * one JVM, where each spoils the other's guesses of what is called.
 */
public final class OutsideJar {
    private static final int CPUS = 64;
    private static final int TICK = 250;
    private static final int SECONDS = 30;
    private static final int WARM_UP = 2;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double AIM = 1.03;

    private OutsideJar() {}

    /** Loads the classes of one package itself, and takes everything else from where everybody has it. */
    private static final class Outside extends URLClassLoader {
        private final String packageName;

        Outside(Class<?> type) {
            super(new URL[] {type.getProtectionDomain().getCodeSource().getLocation()}, type.getClassLoader());
            packageName = type.getPackageName() + ".";
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded == null && name.startsWith(packageName)) {
                    loaded = findClass(name);
                }
                return loaded == null ? super.loadClass(name, resolve) : loaded;
            }
        }
    }

    /** Measures and prints. */
    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        try (Outside outside = new Outside(UserspaceMemory.class)) {
            Class<?> type = outside.loadClass(UserspaceMemory.class.getName());
            if (type == UserspaceMemory.class) {
                throw new IllegalStateException("the strategy from outside is the one that is built in");
            }
            Configurable<?> strategy =
                    (Configurable<?>) type.getDeclaredConstructor().newInstance();
            BusyHost builtIn = new BusyHost(CPUS, TICK, SECONDS);
            BusyHost other = BusyHost.with(strategy, CPUS, TICK, SECONDS);
            double[] ours = new double[rounds];
            double[] theirs = new double[rounds];
            for (int round = -WARM_UP; round < rounds; round++) {
                RunResult first = builtIn.run();
                RunResult second = other.run();
                if (!first.manifest().fingerprint().equals(second.manifest().fingerprint())) {
                    throw new IllegalStateException("the same strategy has another fingerprint");
                }
                if (round >= 0) {
                    ours[round] = builtIn.cpuNanos() / NANOS_PER_MILLI;
                    theirs[round] = other.cpuNanos() / NANOS_PER_MILLI;
                }
            }
            double least = Arrays.stream(ours).min().orElseThrow();
            double leastOutside = Arrays.stream(theirs).min().orElseThrow();
            Table table = new Table("strategy", "ms of the processor", "to built in", "aim");
            table.row("built in", Table.number(least), Table.times(least, least), "");
            table.row(
                    "from an outside jar",
                    Table.number(leastOutside),
                    Table.times(leastOutside, least),
                    Table.times(AIM, 1));
            System.out.print(table);
        }
    }
}

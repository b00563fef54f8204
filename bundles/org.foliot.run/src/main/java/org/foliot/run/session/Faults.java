package org.foliot.run.session;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.run.BundleUse;
import org.foliot.run.RunError;
import org.foliot.run.judge.JudgementException;
import org.foliot.run.world.ExtensionFault;
import org.foliot.run.world.InvalidProgramException;

/** Says of a fault whose it is: the program's, an extension's, or the simulator's own. */
final class Faults {
    private static final String CONTRACTS = "org.foliot.api.";

    private Faults() {}

    static RunError of(Throwable fault, List<InstalledExtension> extensions, OptionalLong instant) {
        if (fault instanceof InvalidProgramException invalid) {
            return new RunError(
                    invalid.getMessage(), Optional.of(invalid.where()), OptionalLong.empty(), Optional.empty(), "");
        } else if (fault instanceof JudgementException judgement) {
            return new RunError(
                    judgement.getMessage(),
                    Optional.of(judgement.where()),
                    OptionalLong.of(judgement.instant()),
                    Optional.empty(),
                    "");
        } else if (fault instanceof ExtensionFault nonsense) {
            return new RunError(
                    nonsense.getMessage(),
                    Optional.empty(),
                    instant,
                    Optional.of(new RunError.Culprit(BundleUse.of(nonsense.extension()), nonsense.call())),
                    trace(fault));
        }
        Optional<RunError.Culprit> culprit = culprit(fault, extensions);
        String message = culprit.isPresent() ? "threw " + fault : "the simulator failed: " + fault;
        return new RunError(message, Optional.empty(), instant, culprit, trace(fault));
    }

    private static String trace(Throwable fault) {
        StringWriter text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** The extension whose code was nearest to where the fault was thrown, with the call by which it was entered. */
    private static Optional<RunError.Culprit> culprit(Throwable fault, List<InstalledExtension> extensions) {
        StackTraceElement[] frames = fault.getStackTrace();
        for (int i = 0; i < frames.length; i++) {
            for (InstalledExtension extension : extensions) {
                if (belongs(frames[i], extension)) {
                    int entry = i;
                    while (entry + 1 < frames.length && belongs(frames[entry + 1], extension)) {
                        entry++;
                    }
                    return Optional.of(new RunError.Culprit(BundleUse.of(extension), call(frames[entry], extension)));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean belongs(StackTraceElement frame, InstalledExtension extension) {
        Class<?> service = extension.service().getClass();
        if (frame.getClassName().startsWith(service.getPackageName() + ".")) {
            return true;
        }
        ClassLoader loader = service.getClassLoader();
        return loader != Faults.class.getClassLoader()
                && load(frame, extension).map(c -> c.getClassLoader() == loader).orElse(false);
    }

    private static Optional<Class<?>> load(StackTraceElement frame, InstalledExtension extension) {
        try {
            return Optional.of(Class.forName(
                    frame.getClassName(), false, extension.service().getClass().getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** The method of the extension contract that a frame implements, for example {@code RunQueues.pick}. */
    private static String call(StackTraceElement frame, InstalledExtension extension) {
        String method = frame.getMethodName();
        return load(frame, extension)
                .flatMap(type -> contract(type, method))
                .map(contract -> contract.getSimpleName() + "." + method)
                .orElse(frame.getClassName() + "." + method);
    }

    private static Optional<Class<?>> contract(Class<?> type, String method) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Class<?> implemented : each.getInterfaces()) {
                boolean declares = Arrays.stream(implemented.getMethods())
                        .anyMatch(m -> m.getName().equals(method));
                if (implemented.getName().startsWith(CONTRACTS) && declares) {
                    return Optional.of(implemented);
                }
            }
        }
        return Optional.empty();
    }
}

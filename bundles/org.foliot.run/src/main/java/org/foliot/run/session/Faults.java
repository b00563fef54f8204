package org.foliot.run.session;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.guest.UntoldClockException;
import org.foliot.run.BundleUse;
import org.foliot.run.RunError;
import org.foliot.run.judge.JudgementException;
import org.foliot.run.world.ExtensionFault;
import org.foliot.run.world.InvalidProgramException;

/** Says of a fault whose it is: the program's, an extension's, or the simulator's own. */
public final class Faults {
    private static final String CONTRACTS = "org.foliot.api.";
    /** How far the caller of a call may be from what implements it: reflection and lambdas lie between. */
    private static final int FRAMES_OF_A_CALL = 8;

    private Faults() {}

    /**
     * The error that a fault amounts to.
     *
     * @param extensions that may be to blame for it
     * @param instant when it happened, if that was in the course of a run
     */
    public static RunError of(Throwable fault, List<InstalledExtension> extensions, OptionalLong instant) {
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
        if (fault instanceof UntoldClockException) {
            return new RunError(
                    fault.getMessage() + " by VmHost.clockChanged",
                    Optional.empty(),
                    instant,
                    onlyHypervisor(extensions).map(h -> new RunError.Culprit(BundleUse.of(h), "VirtualClock")),
                    trace(fault));
        }
        Optional<RunError.Culprit> culprit = culprit(fault.getStackTrace(), extensions);
        String message = culprit.isPresent() ? "threw " + fault : "the simulator failed: " + fault;
        return new RunError(message, Optional.empty(), instant, culprit, trace(fault));
    }

    /** The hypervisor, if the run has no other that it could have been. */
    private static Optional<InstalledExtension> onlyHypervisor(List<InstalledExtension> extensions) {
        List<InstalledExtension> hypervisors = extensions.stream()
                .filter(e -> e.kind() == ExtensionKind.HYPERVISOR)
                .toList();
        return hypervisors.size() == 1 ? Optional.of(hypervisors.get(0)) : Optional.empty();
    }

    /**
     * What a thread is stuck in, if that is a call of an extension and not something that the extension's caller is waiting for.
     *
     * @param frames its stack, the innermost call first
     */
    static Optional<RunError.Culprit> stuck(StackTraceElement[] frames, List<InstalledExtension> extensions) {
        boolean inSink = Arrays.stream(frames).anyMatch(f -> f.getClassName().equals(Observer.class.getName()));
        return inSink ? Optional.empty() : culprit(frames, extensions);
    }

    static String trace(StackTraceElement[] frames) {
        return Arrays.stream(frames).map(f -> "\tat " + f + "\n").collect(Collectors.joining());
    }

    private static String trace(Throwable fault) {
        StringWriter text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** The extension whose code was nearest to where the fault was thrown, with the call by which it was entered. */
    private static Optional<RunError.Culprit> culprit(StackTraceElement[] frames, List<InstalledExtension> extensions) {
        for (int i = 0; i < frames.length; i++) {
            for (InstalledExtension extension : extensions) {
                if (belongs(frames[i], extension)) {
                    int entry = i;
                    while (entry + 1 < frames.length && belongs(frames[entry + 1], extension)) {
                        entry++;
                    }
                    String call = call(frames, entry, extension);
                    InstalledExtension called = ofOneBundle(extension, extensions, frames[i], call);
                    return Optional.of(new RunError.Culprit(BundleUse.of(called), call));
                }
            }
        }
        return Optional.empty();
    }

    /** A bundle with extensions of several kinds has code of all of them: it was the one whose contract was called. */
    private static InstalledExtension ofOneBundle(
            InstalledExtension any, List<InstalledExtension> extensions, StackTraceElement frame, String call) {
        Optional<ExtensionKind> kind = kindOf(call.substring(0, call.lastIndexOf('.')));
        return extensions.stream()
                .filter(e -> kind.equals(Optional.of(e.kind())) && belongs(frame, e))
                .findFirst()
                .orElse(any);
    }

    private static Optional<ExtensionKind> kindOf(String contract) {
        return switch (contract) {
            case "MemoryStrategy", "StealMemory" -> Optional.of(ExtensionKind.MEMORY_STRATEGY);
            case "HostScheduler", "RunQueues" -> Optional.of(ExtensionKind.HOST_SCHEDULER);
            case "Hypervisor", "VirtualMachine", "VirtualClock", "PvTimeDriver", "ClockDriver" ->
                Optional.of(ExtensionKind.HYPERVISOR);
            default -> Optional.empty();
        };
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
        return load(frame, extension.service().getClass().getClassLoader());
    }

    private static Optional<Class<?>> load(StackTraceElement frame, ClassLoader loader) {
        try {
            return Optional.of(Class.forName(frame.getClassName(), false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    /**
     * The method of the extension contract by which an extension was entered, for example {@code RunQueues.pick}: what its
     * outermost frame implements, or what called that.
     */
    private static String call(StackTraceElement[] frames, int entry, InstalledExtension extension) {
        for (int i = entry; i < frames.length && i <= entry + FRAMES_OF_A_CALL; i++) {
            StackTraceElement element = frames[i];
            String method = element.getMethodName();
            Optional<Class<?>> contract = load(element, extension)
                    .or(() -> load(element, Faults.class.getClassLoader()))
                    .flatMap(type -> contract(type, method));
            if (contract.isPresent()) {
                return contract.get().getSimpleName() + "." + method;
            }
        }
        return frames[entry].getClassName() + "." + frames[entry].getMethodName();
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

package org.foliot.baseline;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.Baseline.Info;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Diff;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds packages whose version has grown by less than what has changed about them, with bnd's rules of semantic versions. */
final class Gate {
    private Gate() {}

    /** One message for each package whose version has to grow further, in the order of their names. */
    static List<String> complaints(Jar now, Jar before) throws Exception {
        try (Processor processor = new Processor()) {
            Set<Info> packages = new Baseline(processor, new DiffPluginImpl()).baseline(now, before, null);
            return packages.stream()
                    .filter(p -> p.mismatch)
                    .sorted(Comparator.comparing((Info p) -> p.packageName))
                    .map(Gate::complaint)
                    .toList();
        }
    }

    private static String complaint(Info changed) {
        List<String> changes = new ArrayList<>();
        collect(changed.packageDiff, "", changes);
        return changed.packageName + " has version " + changed.newerVersion + ", but "
                + changed.packageDiff.getDelta().name().toLowerCase(Locale.ROOT)
                + " changes since the baseline, version " + changed.olderVersion + ": " + String.join("; ", changes)
                + ". Write @Version(\"" + changed.suggestedVersion + "\") in its package-info.java.";
    }

    /** What was added and what was removed, as deep in the tree as it goes. */
    private static void collect(Diff diff, String place, List<String> changes) {
        for (Diff child : diff.getChildren()) {
            Delta delta = child.getDelta();
            if (delta == Delta.UNCHANGED || delta == Delta.IGNORED) {
                continue;
            }
            String name = place.isEmpty() ? child.getName() : place + " " + child.getName();
            if (delta == Delta.ADDED || delta == Delta.REMOVED) {
                changes.add(delta.name().toLowerCase(Locale.ROOT) + " " + name);
            } else {
                collect(child, name, changes);
            }
        }
    }
}

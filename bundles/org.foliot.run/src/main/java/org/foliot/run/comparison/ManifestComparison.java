package org.foliot.run.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.foliot.run.BundleUse;
import org.foliot.run.Manifest;
import org.foliot.run.Measure;
import org.foliot.run.comparison.Difference.Aspect;

/**
 * Compares two manifests.
 *
 * <p>Files are compared by the names of their copies, not by the paths at which users found them: the same scenario in
 * another folder is the same.
 */
public final class ManifestComparison {
    private final Manifest first;
    private final Manifest second;
    private final List<Difference> found = new ArrayList<>();

    private ManifestComparison(Manifest first, Manifest second) {
        this.first = first;
        this.second = second;
    }

    /** All in which they differ: causes first, then what came out, then where they were run. */
    public static List<Difference> of(Manifest first, Manifest second) {
        return new ManifestComparison(first, second).compare();
    }

    /** Whether the same came out of two runs that differ in this and nothing else. */
    public static boolean isSameResult(List<Difference> differences) {
        return differences.stream().noneMatch(d -> d.aspect().isResult());
    }

    /** The extensions in which a run differs from others, by what is used of them. */
    public static List<Difference> ofBundles(List<BundleUse> first, List<BundleUse> second) {
        List<Difference> found = new ArrayList<>();
        each(Aspect.EXTENSION, bundles(first), bundles(second), found);
        return found;
    }

    private List<Difference> compare() {
        one(Aspect.FOLIOT, "", Manifest::foliotVersion);
        one(Aspect.SCENARIO, "", Manifest::scenario);
        each(Aspect.FILE, files(first), files(second), found);
        one(Aspect.SEED, "", m -> Long.toString(m.seed()));
        one(Aspect.PAIRING, "", m -> m.pairing().name().toLowerCase(Locale.ROOT));
        each(Aspect.PARAMETER, first.parameters(), second.parameters(), found);
        one(Aspect.ENDING, "", ManifestComparison::ending);
        one(Aspect.INGREDIENTS, "", Manifest::ingredients);
        found.addAll(ofBundles(first.bundles(), second.bundles()));
        one(Aspect.OUTCOME, "", m -> m.outcome().name().toLowerCase(Locale.ROOT));
        one(Aspect.END, "", m -> Measure.time(m.end()).toString());
        one(Aspect.FINGERPRINT, "", Manifest::fingerprint);
        one(Aspect.ENVIRONMENT, "Java", m -> m.environment().javaVersion());
        one(Aspect.ENVIRONMENT, "Java vendor", m -> m.environment().javaVendor());
        one(Aspect.ENVIRONMENT, "operating system", m -> m.environment().operatingSystem());
        return found;
    }

    private void one(Aspect aspect, String name, Function<Manifest, String> value) {
        String a = value.apply(first);
        String b = value.apply(second);
        if (!a.equals(b)) {
            found.add(new Difference(aspect, name, Optional.of(a), Optional.of(b)));
        }
    }

    private static void each(
            Aspect aspect, Map<String, String> first, Map<String, String> second, List<Difference> found) {
        SortedSet<String> names = new TreeSet<>(first.keySet());
        names.addAll(second.keySet());
        for (String name : names) {
            Optional<String> a = Optional.ofNullable(first.get(name));
            Optional<String> b = Optional.ofNullable(second.get(name));
            if (!a.equals(b)) {
                found.add(new Difference(aspect, name, a, b));
            }
        }
    }

    private static String ending(Manifest manifest) {
        if (manifest.untilCondition()) {
            return manifest.untilVerdict() ? "by a condition, or with the verdict" : "by a condition";
        }
        return manifest.untilVerdict() ? "with the verdict" : "as the scenario says";
    }

    private static SortedMap<String, String> files(Manifest manifest) {
        SortedMap<String, String> files = new TreeMap<>();
        manifest.files().forEach(f -> files.put(f.name(), f.digest()));
        return files;
    }

    private static SortedMap<String, String> bundles(List<BundleUse> uses) {
        SortedMap<String, String> bundles = new TreeMap<>();
        for (BundleUse use : uses) {
            bundles.put(
                    use.kind().word() + " " + use.id(), use.symbolicName() + " " + use.version() + " " + use.digest());
        }
        return bundles;
    }
}

package org.foliot.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.UnwiredBundle;

/**
 * What has become different between two snapshots of what is installed, as sentences.
 *
 * @param extensions what has come, gone or been replaced
 * @param complaints what the later snapshot says of bundles that are not wired, as far as the earlier did not
 */
record InstalledChange(List<String> extensions, List<String> complaints) {
    static InstalledChange between(Catalog before, Catalog after) {
        Map<String, InstalledExtension> old = byName(before);
        Map<String, InstalledExtension> young = byName(after);
        List<String> extensions = new ArrayList<>();
        young.forEach((name, extension) -> {
            InstalledExtension earlier = old.get(name);
            if (earlier == null) {
                extensions.add(name + " has come with " + origin(extension));
            } else if (!earlier.bundle().equals(extension.bundle())) {
                extensions.add(name + " has been replaced by that of " + origin(extension));
            }
        });
        old.forEach((name, extension) -> {
            if (!young.containsKey(name)) {
                extensions.add(name + " has gone with " + origin(extension));
            }
        });
        List<String> complaints = new ArrayList<>();
        for (UnwiredBundle unwired : after.unwired()) {
            if (!before.unwired().contains(unwired)) {
                complaints.add(unwired.name() + ": " + unwired.reason());
            }
        }
        return new InstalledChange(extensions, complaints);
    }

    private static Map<String, InstalledExtension> byName(Catalog catalog) {
        Map<String, InstalledExtension> byName = new LinkedHashMap<>();
        catalog.extensions().forEach(e -> byName.put(e.kind().title() + " " + e.id(), e));
        return byName;
    }

    private static String origin(InstalledExtension extension) {
        return extension.bundle().symbolicName() + " " + extension.bundle().version();
    }
}

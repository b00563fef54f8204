package org.foliot.broken;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.broken.deed.Deed;
import org.foliot.broken.hypervisor.MisbehavingHypervisor;
import org.foliot.broken.memory.MisbehavingMemory;
import org.foliot.broken.scheduler.MisbehavingScheduler;
import org.foliot.broken.selection.Selection;
import org.foliot.hypervisor.hyperv.Hyperv;

/**
 * An extension that is wired, and that costs the run that it is part of.
 *
 * @param kind what it is
 * @param deed what it does
 */
public record MisbehavingBundle(ExtensionKind kind, Deed deed) {
    /** All of them, those of one kind after those of another. */
    public static List<MisbehavingBundle> all() {
        List<MisbehavingBundle> all = new ArrayList<>();
        for (ExtensionKind kind : ExtensionKind.values()) {
            for (Deed deed : Deed.values()) {
                all.add(new MisbehavingBundle(kind, deed));
            }
        }
        return all;
    }

    /** What a scenario calls it. */
    public String id() {
        return kind.word() + "_" + deed.name().toLowerCase(Locale.ROOT);
    }

    private Class<?> component() {
        return switch (kind) {
            case HYPERVISOR -> MisbehavingHypervisor.class;
            case MEMORY_STRATEGY -> MisbehavingMemory.class;
            case HOST_SCHEDULER -> MisbehavingScheduler.class;
        };
    }

    /** Makes the jar, in a folder; where it is then. */
    public Path writeTo(Path folder) throws IOException {
        BundleJar jar = BundleJar.named("org.example." + id())
                .component(component(), kind.service(), id())
                .packageOf(Deed.class)
                .packageOf(Selection.class)
                .file(Selection.FILE, deed.name().getBytes(StandardCharsets.UTF_8));
        if (kind == ExtensionKind.HYPERVISOR) {
            jar.packageOf(Hyperv.class);
        }
        return jar.writeTo(folder);
    }
}

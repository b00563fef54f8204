package org.foliot.api.extension;

import java.util.regex.Pattern;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.scheduler.HostScheduler;

/** The kinds of thing a bundle can add, each with the service interface that it implements. */
public enum ExtensionKind {
    /** {@code hypervisor kvm} in a host. */
    HYPERVISOR("hypervisor", "hypervisor", Hypervisor.class),
    /** {@code pvtime userspace} in a guest: where the stolen-time structures live and what touching them costs. */
    MEMORY_STRATEGY("memory", "memory strategy", MemoryStrategy.class),
    /** {@code scheduler eevdf} in a host. */
    HOST_SCHEDULER("scheduler", "host scheduler", HostScheduler.class);

    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private final String word;
    private final String title;
    private final Class<?> service;

    ExtensionKind(String word, String title, Class<?> service) {
        this.word = word;
        this.title = title;
        this.service = service;
    }

    /** The word of the command line: {@code hypervisor}, {@code memory} or {@code scheduler}. */
    public String word() {
        return word;
    }

    /** What messages call it, for example {@code memory strategy}. */
    public String title() {
        return title;
    }

    /** The interface under which the component is registered. */
    public Class<?> service() {
        return service;
    }

    /** Whether a text can be an id in a scenario. */
    public static boolean isId(String text) {
        return text != null && ID.matcher(text).matches();
    }
}

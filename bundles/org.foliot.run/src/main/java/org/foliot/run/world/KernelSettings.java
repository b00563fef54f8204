package org.foliot.run.world;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionDescriptor;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.guest.GuestKernelOptions;
import org.foliot.guest.KernelSpec;

/** Carries the settings of a guest kernel over to another release. */
final class KernelSettings {
    private static final OptionSchema<GuestKernelOptions> SCHEMA = OptionSchema.of(GuestKernelOptions.class);

    private KernelSettings() {}

    /** The settings of a kernel, with those that are its release's defaults replaced by the new release's. */
    static GuestKernelOptions moved(KernelSpec kernel, KernelRelease release) {
        GuestKernelOptions defaults = SCHEMA.instantiate(Map.of(), kernel.release());
        Map<String, String> settings = new TreeMap<>();
        int index = 0;
        for (RecordComponent component : GuestKernelOptions.class.getRecordComponents()) {
            OptionDescriptor option = SCHEMA.options().get(index);
            Object value = read(component, kernel.options());
            if (!value.equals(read(component, defaults))) {
                settings.put(option.name(), text(value));
            }
            index++;
        }
        return SCHEMA.instantiate(settings, release);
    }

    private static Object read(RecordComponent component, GuestKernelOptions options) {
        try {
            return component.getAccessor().invoke(options);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read the kernel setting " + component.getName(), e);
        }
    }

    /** A value as a scenario writes it. */
    private static String text(Object value) {
        if (value instanceof Boolean on) {
            return on ? "on" : "off";
        } else if (value instanceof Enum<?> word) {
            return word.name().toLowerCase(Locale.ROOT);
        }
        return value.toString();
    }
}

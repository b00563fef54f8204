package org.foliot.api.extension;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one component of an options record.
 *
 * <p>The component's Java type decides what a scenario may write; see {@link OptionType}. The setting's name is the
 * component's name in {@code snake_case}: {@code stealUpdate} is written {@code steal_update}, and the constants of an
 * enum are written in lower case.
 *
 * <p>It is allowed on methods only so that the compiler repeats it on the component's accessor, where bnd sees it and imports
 * this package into the bundle; annotations of record components alone it does not see, and the class loader of a bundle
 * without the import silently drops them.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface Option {
    /** What it does, in one or two sentences, with the source of the default or the word "choice". */
    String doc();

    /** The default as a scenario would write it, for example {@code "10 ms"}; empty means that it must be set. */
    String value() default "";

    /** Smallest value allowed, as a scenario would write it; empty for no limit. */
    String min() default "";

    /** Largest value allowed, as a scenario would write it; empty for no limit. */
    String max() default "";

    /**
     * Defaults that changed between kernel releases, oldest first. The last entry not newer than the kernel in question
     * wins over {@link #value()}, which stands for every older release.
     */
    ByRelease[] byRelease() default {};

    /** A default that holds from a kernel release on. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({})
    @interface ByRelease {
        /** First mainline release that behaves so, for example {@code "5.10"}. */
        String from();

        /** The default from that release on. */
        String value();

        /** The commit that changed it, or what else is known of it. */
        String commit() default "";
    }
}

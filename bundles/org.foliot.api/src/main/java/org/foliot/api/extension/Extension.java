package org.foliot.api.extension;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Names a component as an extension of Foliot; the values become service properties, so an id is known without the
 * component being activated.
 *
 * <p>It is retained at run time so that bnd imports this package into every extension: without the import the virtual
 * machine drops the {@link Option} annotations of the extension's options record silently.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Extension {
    /** Prefix of the service properties: {@code org.foliot.id} and {@code org.foliot.documentation}. */
    String PREFIX_ = "org.foliot.";

    /** Service property that holds {@link #id()}. */
    String ID = "org.foliot.id";

    /** Service property that holds {@link #documentation()}. */
    String DOCUMENTATION = "org.foliot.documentation";

    /** The word a scenario uses, for example {@code kvm}: a letter, then letters, digits or underscores. */
    String id();

    /** One or two sentences for hover and {@code foliot bundles}. */
    String documentation();
}

package org.foliot.api.extension;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something a scenario configures with a block of {@code name value} settings.
 *
 * @param <O> the record whose components, each annotated with {@link Option}, are the settings
 */
@ConsumerType
public interface Configurable<O extends Record> {
    /** The record type of the options; a record without components when there is nothing to set. */
    Class<O> optionsType();
}

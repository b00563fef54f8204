package org.foliot.api.extension;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of an options record that is an options record itself: its options stand among the others, as if they had
 * been declared in the place of the component, so that several extensions can have some options in common.
 *
 * <p>It is allowed on methods for the reason that {@link Option} gives.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface OptionGroup {}

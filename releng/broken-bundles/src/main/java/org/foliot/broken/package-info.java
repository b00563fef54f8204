/**
 * Extensions that are wrong on purpose, as jars: at least one for each rule of the test kit, and bundles that cannot be wired.
 *
 * <p>Nobody ships this. {@link org.foliot.broken.BrokenBundle} is what a rule has to find; {@link
 * org.foliot.broken.UnwiredJar} what Foliot has to explain.
 */
package org.foliot.broken;

/**
 * What a scenario means: parameters replaced, {@code like} followed, defaults filled in, everything checked.
 *
 * <p>{@link org.foliot.dsl.resolve.ScenarioResolver} turns the model of a file into a {@link
 * org.foliot.dsl.resolve.ResolvedScenario} and {@link org.foliot.dsl.resolve.Findings}. The editor's markers, {@code foliot
 * check} and the compiler share it, the compiler with parameters set anew; so there is one answer to whether a scenario is
 * sound. Whatever is wrong is reported where it stands and replaced by a default, so that the rest can still be checked.
 */
package org.foliot.dsl.resolve;

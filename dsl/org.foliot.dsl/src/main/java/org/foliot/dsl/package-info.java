/**
 * The Foliot language: how a scenario is written, read, checked and laid out.
 *
 * <p>{@link org.foliot.dsl.FoliotLanguage} is the door: it reads a file and everything that it imports, and answers with a
 * {@link org.foliot.dsl.ParsedScenario}, which holds the model and every {@link org.foliot.dsl.Diagnostic}. Which
 * hypervisors, memory strategies and schedulers there are, and with which options, comes from the {@link
 * org.foliot.api.extension.Catalog}; events and metrics come from the catalogues of {@code org.foliot.api}. The grammar names
 * none of them.
 *
 * <h2>Where things are</h2>
 *
 * <ul>
 *   <li>{@code org.foliot.dsl.foliot}: the model, generated from {@code Foliot.xtext}.
 *   <li>{@code org.foliot.dsl.resource}: files, their limits, and what imports what.
 *   <li>{@code org.foliot.dsl.scoping}: what a name means.
 *   <li>{@code org.foliot.dsl.resolve}: what a scenario means: parameters replaced, {@code like} followed, defaults filled in,
 *       everything checked. The editor's markers, {@code foliot check} and the compiler all read this one answer.
 *   <li>{@code org.foliot.dsl.messages}: syntax and linking errors in words.
 *   <li>{@code org.foliot.dsl.formatting2}: the canonical layout.
 * </ul>
 */
package org.foliot.dsl;

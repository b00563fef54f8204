/**
 * What editors ask the language, for Eclipse and the language server alike.
 *
 * <p>Each trade is one class in a package of its own that takes a {@linkplain org.eclipse.xtext.resource.XtextResource file}
 * and a place in it, and answers in plain values: offsets in UTF-16 units, texts, and words for what something is. None knows
 * of a user interface or of a protocol.
 */
package org.foliot.dsl.ide;

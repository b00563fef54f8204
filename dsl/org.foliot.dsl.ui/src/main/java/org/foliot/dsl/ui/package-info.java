/**
 * The editor of the Foliot language in the Eclipse workbench.
 *
 * <p>What a scenario means is decided in {@code org.foliot.dsl}, what an editor can say of it in {@code org.foliot.dsl.ide};
 * here both are given to Xtext's editor, with colours, icons and keys.
 */
package org.foliot.dsl.ui;

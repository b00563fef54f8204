/**
 * The language server: what {@code foliot lsp} speaks with an editor, on standard input and output.
 *
 * <p>{@link org.foliot.dsl.lsp.LanguageServerSession} is the door. Behind it stands the server of Xtext, which knows of open
 * documents, workspaces and requests that overtake each other; each service here turns what a class of {@code
 * org.foliot.dsl.ide} answers into the values of the protocol. Beyond the protocol there is the command {@code foliot.run},
 * which runs a scenario as it is edited and puts what failed beside the diagnostics.
 */
@Export
@Version("0.1.0")
package org.foliot.dsl.lsp;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

package org.foliot.dsl.lsp;

import org.eclipse.xtext.findReferences.IReferenceFinder;
import org.eclipse.xtext.ide.server.WorkspaceManager;
import org.eclipse.xtext.ide.server.findReferences.WorkspaceResourceAccess;
import org.eclipse.xtext.resource.IResourceDescriptions;

/** Lets the services of the language, which are made first, see all files of the workspace, which comes with the server. */
final class Everywhere {
    private WorkspaceManager workspace;

    synchronized void is(WorkspaceManager found) {
        workspace = found;
    }

    /** Opens files of the workspace. */
    synchronized IReferenceFinder.IResourceAccess access() {
        return new WorkspaceResourceAccess(workspace);
    }

    /** What is in which file. */
    synchronized IResourceDescriptions index() {
        return workspace.getIndex();
    }
}

package org.eclipse.emf.common.ui;

import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.emf.common.util.URI;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IPersistableElement;

/** What an editor shows when it is a resource that EMF reads. */
public class URIEditorInput extends PlatformObject implements IEditorInput {
    private final URI uri;

    /** The input for a resource. */
    public URIEditorInput(URI uri) {
        this.uri = uri;
    }

    /** Where the resource is. */
    public URI getURI() {
        return uri;
    }

    @Override
    public boolean exists() {
        return false;
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
        return ImageDescriptor.getMissingImageDescriptor();
    }

    @Override
    public String getName() {
        return uri.lastSegment();
    }

    @Override
    public IPersistableElement getPersistable() {
        return null;
    }

    @Override
    public String getToolTipText() {
        return uri.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof URIEditorInput input && input.uri.equals(uri);
    }

    @Override
    public int hashCode() {
        return uri.hashCode();
    }
}

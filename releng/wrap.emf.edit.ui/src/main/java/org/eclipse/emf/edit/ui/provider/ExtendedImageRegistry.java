package org.eclipse.emf.edit.ui.provider;

import java.net.URL;
import org.eclipse.emf.common.util.URI;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.ResourceManager;
import org.eclipse.swt.graphics.Image;

/** Images for what EMF's providers call images: images, descriptors and addresses. */
public final class ExtendedImageRegistry {
    private static final ExtendedImageRegistry INSTANCE = new ExtendedImageRegistry();

    private ExtendedImageRegistry() {}

    /** The one registry. */
    public static ExtendedImageRegistry getInstance() {
        return INSTANCE;
    }

    /** The image that stands for an object, or null if none does. */
    public Image getImage(Object object) {
        if (object instanceof Image image) {
            return image;
        }
        ImageDescriptor descriptor = getImageDescriptor(object);
        ResourceManager images = JFaceResources.getResources();
        return descriptor == null ? null : images.get(descriptor);
    }

    /** The descriptor of the image that stands for an object, or null if none does. */
    public ImageDescriptor getImageDescriptor(Object object) {
        if (object instanceof ImageDescriptor descriptor) {
            return descriptor;
        } else if (object instanceof URL address) {
            return ImageDescriptor.createFromURL(address);
        } else if (object instanceof URI address) {
            return ImageDescriptor.createFromURLSupplier(true, () -> {
                try {
                    return new URL(address.toString());
                } catch (java.net.MalformedURLException e) {
                    return null;
                }
            });
        }
        return null;
    }
}

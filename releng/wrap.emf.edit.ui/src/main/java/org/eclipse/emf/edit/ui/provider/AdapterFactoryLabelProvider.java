package org.eclipse.emf.edit.ui.provider;

import org.eclipse.emf.common.notify.AdapterFactory;
import org.eclipse.emf.edit.provider.IItemLabelProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.swt.graphics.Image;

/** Labels for objects to which a factory adapts a provider of labels. */
public class AdapterFactoryLabelProvider extends LabelProvider {
    /** Subclasses in Xtext read it. */
    protected AdapterFactory adapterFactory;

    /** Labels by the providers of a factory. */
    public AdapterFactoryLabelProvider(AdapterFactory adapterFactory) {
        this.adapterFactory = adapterFactory;
    }

    @Override
    public String getText(Object object) {
        IItemLabelProvider labels = providerOf(object);
        return labels == null ? super.getText(object) : labels.getText(object);
    }

    @Override
    public Image getImage(Object object) {
        IItemLabelProvider labels = providerOf(object);
        return labels == null ? null : ExtendedImageRegistry.getInstance().getImage(labels.getImage(object));
    }

    private IItemLabelProvider providerOf(Object object) {
        return object != null && adapterFactory.adapt(object, IItemLabelProvider.class) instanceof IItemLabelProvider p
                ? p
                : null;
    }
}

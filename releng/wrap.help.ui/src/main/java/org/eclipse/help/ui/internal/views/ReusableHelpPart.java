package org.eclipse.help.ui.internal.views;

import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.ToolBarManager;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.forms.ManagedForm;

/** Pages of help inside of something else; none of them is ever shown here. */
public class ReusableHelpPart {
    private ManagedForm form;

    /** One of the pages. */
    public static final class HelpPartPage implements IHelpPartPage {
        private final IToolBarManager toolBar = new ToolBarManager();

        @Override
        public IToolBarManager getToolBarManager() {
            return toolBar;
        }

        @Override
        public void setVerticalSpacing(int value) {}

        @Override
        public void setHorizontalMargin(int value) {}

        @Override
        public void addPart(String id, boolean flexible) {}
    }

    Control createControl(Composite parent) {
        form = new ManagedForm(parent);
        return parent;
    }

    public Control getControl() {
        return form.getForm();
    }

    public ManagedForm getForm() {
        return form;
    }

    public IHelpPartPage createPage(String id, String text, String iconId) {
        return new HelpPartPage();
    }

    public void addPage(IHelpPartPage page) {}

    public void addPart(String id, IHelpPart part) {}

    public HelpPartPage showPage(String id) {
        return null;
    }
}

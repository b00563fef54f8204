package org.foliot.dsl.ui.labeling;

import org.eclipse.jface.viewers.StyledString;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.ui.label.DefaultDescriptionLabelProvider;

/** How elements of other files are called. */
public final class FoliotDescriptionLabels extends DefaultDescriptionLabelProvider {

    @Override
    public Object text(IEObjectDescription element) {
        String kind = Kinds.of(element.getEClass());
        StyledString text = new StyledString(element.getQualifiedName().toString());
        return kind == null ? text : text.append("  " + kind, StyledString.QUALIFIER_STYLER);
    }

    @Override
    public Object image(IEObjectDescription element) {
        String kind = Kinds.of(element.getEClass());
        return kind == null
                ? "setting.png"
                : kind.replace("param", "parameter").replace("expect", "expectations") + ".png";
    }
}

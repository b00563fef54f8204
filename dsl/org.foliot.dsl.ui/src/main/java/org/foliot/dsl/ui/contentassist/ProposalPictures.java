package org.foliot.dsl.ui.contentassist;

import com.google.inject.Inject;
import java.util.Map;
import org.eclipse.swt.graphics.Image;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistEntry;
import org.eclipse.xtext.ui.IImageHelper;

/** The picture beside a proposal, by its kind. */
final class ProposalPictures {
    private static final Map<String, String> BY_KIND = Map.of(
            ContentAssistEntry.KIND_MODULE, "extension.png",
            ContentAssistEntry.KIND_SNIPPET, "scenario.png",
            ContentAssistEntry.KIND_REFERENCE, "host.png",
            ContentAssistEntry.KIND_VARIABLE, "parameter.png",
            ContentAssistEntry.KIND_FUNCTION, "event.png",
            ContentAssistEntry.KIND_METHOD, "event.png");

    @Inject
    private IImageHelper images;

    Image of(ContentAssistEntry entry) {
        return images.getImage(BY_KIND.getOrDefault(String.valueOf(entry.getKind()), "setting.png"));
    }
}

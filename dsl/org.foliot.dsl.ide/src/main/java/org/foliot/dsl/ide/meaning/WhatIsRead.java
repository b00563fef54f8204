package org.foliot.dsl.ide.meaning;

import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.observation.Subject;
import org.foliot.dsl.foliot.CpuPart;
import org.foliot.dsl.foliot.Group;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.Member;
import org.foliot.dsl.foliot.MemberPart;
import org.foliot.dsl.foliot.Part;
import org.foliot.dsl.foliot.Root;
import org.foliot.dsl.foliot.Task;
import org.foliot.dsl.foliot.VcpuPart;

/** What kind of thing a path names, which decides what can be read of it; told by the text alone. */
public final class WhatIsRead {
    private WhatIsRead() {}

    /** What a path names; absent where a word of it means nothing. */
    public static Optional<Subject> of(Root root, Part part) {
        if (root == null || root.eIsProxy()) {
            return Optional.empty();
        } else if (part instanceof MemberPart member) {
            return Optional.ofNullable(member.getMember()).flatMap(WhatIsRead::of);
        } else if (part instanceof CpuPart) {
            return Optional.of(Subject.CPU);
        } else if (part instanceof VcpuPart) {
            return Optional.of(Subject.VCPU);
        }
        return of(root);
    }

    /** What an element is to those who read metrics; absent for one that has none. */
    public static Optional<Subject> of(EObject element) {
        if (element.eIsProxy()) {
            return Optional.empty();
        } else if (element instanceof Host) {
            return Optional.of(Subject.HOST);
        } else if (element instanceof Guest) {
            return Optional.of(Subject.GUEST);
        } else if (element instanceof Group) {
            return Optional.of(Subject.GROUP);
        } else if (element instanceof Task) {
            return Optional.of(Subject.TASK);
        }
        return element instanceof Member ? Optional.of(Subject.PROCESS) : Optional.empty();
    }
}

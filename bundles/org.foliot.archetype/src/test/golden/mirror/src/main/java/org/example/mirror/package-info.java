/** The hypervisor {@code mirror}, an extension of Foliot. */
package org.example.mirror;

/** A package that no jar has. */
package org.foliot.broken.absent;

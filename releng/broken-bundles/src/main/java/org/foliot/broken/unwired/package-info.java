/** Components that cannot be made, or that say nothing of their options. */
package org.foliot.broken.unwired;

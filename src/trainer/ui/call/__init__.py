"""The call: a customer who speaks or writes, the replies, and the agent's desk.

``presenter`` decides whose turn it is; ``voice`` and ``listening`` let the customer be heard; ``reply_timer``
keeps the time to reply. ``view`` puts the parts together, which the others draw from one frozen ``picture``.
"""
